package io.orderflow.load.bench;

import java.util.Locale;

/** What is promised: a figure, the floor that it must not miss, and the aim. In the order of their weight. */
enum Row {
    EARLY("`POST /orders` early ÷ warm, all consumers running, 64 at once", "", 0.5, 0.8),
    FIRST_ORDER("the first order after \"ready\" is answered within", "ms", 100, 50),
    UP("`infra/up` until ready, built before, data there", "s", 25, 12),
    UP_FRESH("`infra/up --fresh` until ready, built before", "s", 30, 16),
    APPLIED("fully applied orders ÷ plain loop, all four groups, 64 at once, warm", "", 1.0, 1.5),
    PLACED("`POST /orders` ÷ plain loop, consumers paused, 64 at once, warm", "", 2.0, 3.0),
    ALONE("one client at a time: p50 of `POST /orders` ÷ p50 of the plain loop with one thread", "×", 2.0, 1.5),
    BACKLOG("one consumer alone works off a backlog ÷ plain loop of INSERTs of its rows, 128 at once", "", 0.5, 0.8),
    SALE_P50("`sale --rate 3000 --duration 20 --units 20000 --queue-bound 20000`, early: p50 of a 202", "ms", 50, 10),
    SALE_P99("`sale --rate 3000 --duration 20 --units 20000 --queue-bound 20000`, early: p99 of a 202", "ms", 500, 100),
    MEMORY("memory of all processes after the load", "GB", 2.2, 1.6),
    IDLE("processor time of all processes at rest", "% of a core", 15, 8),
    JOURNAL("orders with the journal on ÷ off", "", 0.95, 0.98),
    QUEUE("orders out of the queue ÷ plain loop, everybody buys the same", "", 4.0, 6.0),
    ONE_SKU("orders out of the queue, everybody buys the same ÷ spread over all products", "", 0.9, 1.0),
    SOLD_OUT("answers \"sold out\" ÷ bare endpoint", "", 0.9, 1.0),
    ADMISSION("tickets ÷ bare endpoint", "", 0.6, 0.7);

    private final String title;
    private final String unit;
    private final double floor;
    private final double aim;

    /** @param floor above the aim where less is better */
    Row(String title, String unit, double floor, double aim) {
        this.title = title;
        this.unit = unit;
        this.floor = floor;
        this.aim = aim;
    }

    /** As {@code --only} takes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String title() {
        return title;
    }

    /** What has to be reached at least. */
    double floor(Strictness strictness) {
        return switch (strictness) {
            case WHOLE -> floor;
            case HALF -> lessIsBetter() ? 2 * floor : floor / 2;
        };
    }

    boolean reaches(double median, Strictness strictness) {
        return reaches(median, floor(strictness));
    }

    boolean reachesAim(double median) {
        return reaches(median, aim);
    }

    private boolean reaches(double median, double target) {
        return lessIsBetter() ? median <= target : median >= target;
    }

    private boolean lessIsBetter() {
        return aim < floor;
    }

    String tellFloor(Strictness strictness) {
        return tell(floor(strictness));
    }

    String tellAim() {
        return tell(aim);
    }

    private String tell(double target) {
        return (lessIsBetter() ? "≤ " : "≥ ") + number(target) + tellUnit();
    }

    String tellUnit() {
        return unit.isEmpty() || unit.equals("×") ? "" : " " + unit;
    }

    /** As many digits as mean something. */
    static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
