package io.orderflow.dashboard.counter;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** One service's figures of the last seconds: as many as a rate needs. */
final class Scrapes {

    private static final Duration KEPT = Duration.ofSeconds(12);

    private static final Set<String> WANTED = Set.of(
            ServiceCounters.STARTED_AT,
            "http_server_requests_seconds_count",
            "admission_answers_total",
            "admission_time_seconds",
            "sale_queue_size",
            "sale_queue_relayed_total",
            "orderflow_sale_stock",
            "orderflow_sale_waiting");

    private final CountersClient client;
    private final Clock clock;
    private final Deque<Scrape> latest = new ArrayDeque<>();

    Scrapes(CountersClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    Scrape look() {
        var samples = PrometheusText.samples(client.text(), Scrapes::isWanted);
        var scrape = new Scrape(clock.instant(), samples);
        keep(scrape);
        return scrape;
    }

    /** @param last among those that were seen */
    synchronized MetricRates rates(Scrape last) {
        var first = latest.peekFirst();
        return new MetricRates(first == null || first.at().isAfter(last.at()) ? last : first, last);
    }

    private synchronized void keep(Scrape scrape) {
        latest.removeIf(old -> old.at().isBefore(scrape.at().minus(KEPT)));
        latest.addLast(scrape);
    }

    private static boolean isWanted(String name) {
        return name.startsWith("rocketmq_") || WANTED.contains(name);
    }
}
