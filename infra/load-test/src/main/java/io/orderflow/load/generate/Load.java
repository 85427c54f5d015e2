package io.orderflow.load.generate;

import java.time.Duration;

/** How requests come. */
public sealed interface Load {

    /**
     * So many clients, each of which sends its next request when the last is answered.
     *
     * @param breath how long a client waits after an answer that was not a 2xx; zero for not at all
     */
    record Closed(int clients, Duration time, Duration breath) implements Load {

        public static Closed of(int clients, Duration time) {
            return new Closed(clients, time, Duration.ZERO);
        }
    }

    /** Requests arrive when they are due, answered or not. */
    record Open(Arrivals arrivals) implements Load {}
}
