package io.orderflow.dashboard.sale;

import io.micronaut.scheduling.annotation.Scheduled;
import io.orderflow.dashboard.counter.MetricRates;
import io.orderflow.dashboard.counter.ServiceCounters;
import io.orderflow.dashboard.page.Source;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last ten minutes of the gateway, recorded every two seconds while a sale is viewed, and not at all otherwise. It is a
 * view: to keep figures, use Prometheus.
 */
@Singleton
class SaleHistory {

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration LOOKING = Duration.ofSeconds(30);

    private final ServiceCounters counters;
    private final Clock clock;
    private final Deque<Moment> moments = new ArrayDeque<>();
    private volatile Instant lookedAt = Instant.EPOCH;

    SaleHistory(ServiceCounters counters, Clock clock) {
        this.counters = counters;
        this.clock = clock;
    }

    /** @return the oldest first; at least one */
    List<Moment> moments() {
        lookedAt = clock.instant();
        synchronized (moments) {
            if (moments.isEmpty()) {
                write(lookedAt);
            }
            return List.copyOf(moments);
        }
    }

    Moment latest() {
        return moments().getLast();
    }

    @Scheduled(fixedRate = "2s")
    void write() {
        var now = clock.instant();
        if (lookedAt.isAfter(now.minus(LOOKING))) {
            synchronized (moments) {
                write(now);
            }
        }
    }

    private void write(Instant now) {
        moments.removeIf(moment -> moment.at().isBefore(now.minus(KEPT)));
        moments.addLast(
                switch (counters.rates("seckill-gateway")) {
                    case Source.Available<MetricRates>(MetricRates rates) -> Moment.of(rates, now);
                    // A hole in the chart, not a zero.
                    case Source.Failing<MetricRates> failing -> Moment.unknown(now);
                });
    }
}
