package io.orderflow.dashboard.order;

/** How a step ended, as far as there is a word for it; with how it should look. */
enum StepOutcome {
    STORED("good"),
    REFUSED("bad"),
    COMMIT("good"),
    ROLLBACK("bad"),
    UNKNOWN("warn"),
    COMMIT_LOST("warn"),
    ROLLBACK_LOST("warn"),
    UNKNOWN_LOST("warn"),
    COMMITTED("good"),
    ABANDONED("bad"),
    SENT("good"),
    NOT_SENT("bad"),
    TOGETHER("plain"),
    APPLIED("good"),
    ALREADY_CLAIMED("stopped"),
    ALREADY_STORED("stopped"),
    LATER("plain"),
    REDELIVER("warn"),
    DEAD_LETTER("bad"),
    FAILED("bad"),
    KEPT("bad"),
    DONE("plain");

    private final String look;

    StepOutcome(String look) {
        this.look = look;
    }

    String look() {
        return look;
    }
}
