package io.orderflow.coupon.grant;

import io.orderflow.messaging.consume.PoisonMessageException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a red packet is worth, and for how long. The same order always earns the same amount. */
final class RedPacketRule {

    /**
     * @param fromTotal orders of at least this total, in minor units
     * @param amount what their coupon is worth, in minor units
     */
    private record Row(long fromTotal, long amount) {}

    /** Largest first: the first row that an order reaches is its own. */
    private static final List<Row> TABLE = List.of(
            new Row(20_000, 2_500), new Row(10_000, 1_000), new Row(5_000, 400), new Row(2_000, 100), new Row(0, 20));

    private static final Duration VALIDITY = Duration.ofDays(30);

    private RedPacketRule() {}

    static long amountFor(long total) {
        return TABLE.stream()
                .filter(row -> total >= row.fromTotal())
                .findFirst()
                .orElseThrow(() -> new PoisonMessageException("An order's total is never negative; got " + total))
                .amount();
    }

    static Instant validUntil(Instant granted) {
        return granted.plus(VALIDITY);
    }
}
