package io.orderflow.dashboard.counter;

import java.time.Instant;
import java.util.List;

/** What a service had counted at that time. */
record Scrape(Instant at, List<Sample> samples) {

    Scrape {
        samples = List.copyOf(samples);
    }
}
