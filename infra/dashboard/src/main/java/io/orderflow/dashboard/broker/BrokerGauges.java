package io.orderflow.dashboard.broker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import io.orderflow.dashboard.page.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code orderflow.consumer.lag.*} and {@code orderflow.half.*}, for alerts. While the broker does not answer they are not a
 * number, so that no alert takes silence for "none".
 */
@Context
class BrokerGauges {

    private final ConsumerGroups groups;
    private final HalfMessages halfMessages;
    private final Clock clock;
    private final MultiGauge lagMessages;
    private final MultiGauge lagSeconds;
    private volatile Half half = Half.UNKNOWN;
    private volatile List<String> known = List.of();

    private record Half(double messages, double oldestSeconds) {
        static final Half UNKNOWN = new Half(Double.NaN, Double.NaN);
    }

    BrokerGauges(MeterRegistry registry, ConsumerGroups groups, HalfMessages halfMessages, Clock clock) {
        this.groups = groups;
        this.halfMessages = halfMessages;
        this.clock = clock;
        this.lagMessages = MultiGauge.builder("orderflow.consumer.lag.messages").register(registry);
        this.lagSeconds = MultiGauge.builder("orderflow.consumer.lag.seconds").register(registry);
        registry.gauge("orderflow.half.messages", this, gauges -> gauges.half.messages());
        registry.gauge("orderflow.half.oldest.seconds", this, gauges -> gauges.half.oldestSeconds());
    }

    @Scheduled(fixedDelay = "10s", initialDelay = "1s")
    void look() {
        var now = clock.instant();
        switch (groups.all()) {
            case Source.Available<List<ConsumerGroup>>(var seen) -> {
                var counted = seen.stream().filter(group -> !group.broadcast()).toList();
                known = counted.stream().map(ConsumerGroup::name).toList();
                show(lagMessages, counted.stream().map(group -> row(group.name(), group.lag())));
                show(lagSeconds, counted.stream().map(group -> row(group.name(), seconds(group.lagAt(now)))));
            }
            case Source.Failing<List<ConsumerGroup>> failing -> {
                show(lagMessages, known.stream().map(group -> row(group, Double.NaN)));
                show(lagSeconds, known.stream().map(group -> row(group, Double.NaN)));
            }
        }
        half = switch (halfMessages.waiting()) {
            case Source.Available<WaitingHalfMessages>(var waiting) ->
                new Half(
                        waiting.count(),
                        waiting.oldest()
                                .map(oldest -> seconds(Duration.between(oldest, now)))
                                .orElse(0.0));
            case Source.Failing<WaitingHalfMessages> failing -> Half.UNKNOWN;
        };
    }

    private static void show(MultiGauge gauge, Stream<MultiGauge.Row<?>> rows) {
        gauge.register(rows.toList(), true);
    }

    private static MultiGauge.Row<?> row(String group, double value) {
        return MultiGauge.Row.of(Tags.of("group", group), value);
    }

    private static double seconds(Duration age) {
        return Math.max(0, age.toMillis() / 1_000.0);
    }
}
