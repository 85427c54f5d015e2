package io.orderflow.messaging.consume;

import java.time.Instant;
import java.util.Map;

/** Named fixtures. */
public final class Deliveries {

    private Deliveries() {}

    public static Delivery first() {
        return attempt(1);
    }

    public static Delivery attempt(int attempt) {
        return new Delivery(
                "readers", "letters", "posted", "k-1", "m-1", attempt, Map.of(), new byte[0], Instant.EPOCH);
    }
}
