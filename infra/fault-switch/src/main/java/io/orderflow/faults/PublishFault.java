package io.orderflow.faults;

/** What happens to the next publication whose local transaction has committed. */
sealed interface PublishFault {

    record Off() implements PublishFault {}

    /**
     * The broker gets no verdict, so it asks.
     *
     * @param times commits that will still be lost, at least 1
     */
    record LoseCommit(int times) implements PublishFault {

        public LoseCommit {
            if (times < 1) {
                throw new IllegalArgumentException("times must be at least 1; got " + times);
            }
        }
    }

    /** The process ends before the verdict is reported, as a SIGKILL would end it. */
    record KillAfterCommit() implements PublishFault {}

    /** What happens to the one after that. */
    default PublishFault afterOne() {
        return switch (this) {
            case LoseCommit(int times) when times > 1 -> new LoseCommit(times - 1);
            case LoseCommit last -> new Off();
            case Off off -> this;
            case KillAfterCommit kill -> this;
        };
    }
}
