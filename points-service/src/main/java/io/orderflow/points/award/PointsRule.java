package io.orderflow.points.award;

import io.orderflow.messaging.consume.PoisonMessageException;

/** One point for every whole 100 minor units. */
final class PointsRule {

    private static final long MINOR_UNITS_PER_POINT = 100;

    private PointsRule() {}

    static long pointsFor(long total) {
        if (total < 0) {
            throw new PoisonMessageException("An order's total is never negative; got " + total);
        }
        return total / MINOR_UNITS_PER_POINT;
    }
}
