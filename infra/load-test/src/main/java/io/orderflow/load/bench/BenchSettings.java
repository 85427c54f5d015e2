package io.orderflow.load.bench;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How long and how often.
 *
 * @param rows what is measured
 * @param early of an early measurement, from {@link #QUIET} after "ready" on
 * @param warm so much load makes a stack warm
 * @param slice of a comparison
 * @param backlog orders that a consumer works off
 * @param burst how long the gateway is asked at a time: each ticket becomes an order
 * @param queued purchases that the queue is filled with
 * @param longest after which everything is given up
 */
record BenchSettings(
        Set<Row> rows,
        Strictness strictness,
        int rounds,
        Duration early,
        Duration warm,
        Duration slice,
        Duration burst,
        int backlog,
        int queued,
        Duration longest) {

    /** Between "ready" and the first load: an early measurement begins then. */
    static final Duration QUIET = Duration.ofSeconds(5);

    static final int CONCURRENCY = 64;
    static final int CUSTOMERS = 1_000;

    private static final Set<Row> AT_START =
            EnumSet.of(Row.EARLY, Row.FIRST_ORDER, Row.UP, Row.UP_FRESH, Row.SALE_P50, Row.SALE_P99);
    private static final Set<Row> ON_OLD_DATA = EnumSet.of(Row.UP, Row.SALE_P50, Row.SALE_P99);
    private static final Set<Row> WARM =
            EnumSet.of(Row.APPLIED, Row.PLACED, Row.ALONE, Row.BACKLOG, Row.MEMORY, Row.IDLE, Row.JOURNAL);

    static BenchSettings whole(Set<Row> rows) {
        return new BenchSettings(
                rows,
                Strictness.WHOLE,
                3,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                50_000,
                6_000,
                Duration.ofMinutes(40));
    }

    /** One round of everything, as short as is still meaningful. */
    static BenchSettings brief(Set<Row> rows) {
        return new BenchSettings(
                rows,
                Strictness.HALF,
                1,
                Duration.ofSeconds(12),
                Duration.ofSeconds(24),
                Duration.ofSeconds(4),
                Duration.ofSeconds(1),
                8_000,
                4_000,
                Duration.ofMinutes(20));
    }

    boolean wants(Row row) {
        return rows.contains(row);
    }

    private boolean wantsAny(Set<Row> some) {
        return some.stream().anyMatch(rows::contains);
    }

    /** How many stacks are started from nothing. */
    int freshStarts() {
        return wantsAny(AT_START) ? rounds : 1;
    }

    boolean startsOnOldData() {
        return wantsAny(ON_OLD_DATA);
    }

    boolean wantsSale() {
        return wants(Row.SALE_P50) || wants(Row.SALE_P99);
    }

    boolean needsWarmStack() {
        return wants(Row.EARLY) || wantsAny(WARM);
    }
}
