package io.orderflow.load.benchmark;

import io.orderflow.load.Refusal;
import java.util.List;

/** A rate, from the moments at which each was stored. */
public final class MiddleRate {

    private MiddleRate() {}

    /** Without the first and the last tenth: clients are not up to speed, or about to stop. */
    public static double perSecond(List<Long> sortedMillis) {
        int tenth = sortedMillis.size() / 10;
        int last = sortedMillis.size() - 1 - tenth;
        if (last <= tenth) {
            throw new Refusal("Too few were stored to tell their rate: " + sortedMillis.size());
        }
        long millis = Math.max(1, sortedMillis.get(last) - sortedMillis.get(tenth));
        return (last - tenth) / (millis / 1e3);
    }
}
