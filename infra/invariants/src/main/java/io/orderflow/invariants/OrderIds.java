package io.orderflow.invariants;

import java.time.Instant;
import java.util.Locale;

/** Order and transaction ids are UUIDs of version 7: the first 48 bits are the time in milliseconds. */
public final class OrderIds {

    private OrderIds() {}

    /** Not above any id of that time, and above all earlier ones. */
    public static String firstAt(Instant time) {
        long millis = time.toEpochMilli();
        return String.format(Locale.ROOT, "%08x-%04x-0000-0000-000000000000", millis >>> 16, millis & 0xffff);
    }
}
