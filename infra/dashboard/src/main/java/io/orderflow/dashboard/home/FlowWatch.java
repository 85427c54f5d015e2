package io.orderflow.dashboard.home;

import io.micronaut.http.HttpStatus;
import io.orderflow.dashboard.broker.ConsumerGroup;
import io.orderflow.dashboard.broker.ConsumerGroups;
import io.orderflow.dashboard.broker.HalfMessages;
import io.orderflow.dashboard.broker.WaitingHalfMessages;
import io.orderflow.dashboard.counter.MetricRates;
import io.orderflow.dashboard.counter.Sample;
import io.orderflow.dashboard.counter.ServiceCounters;
import io.orderflow.dashboard.deadletter.DeadLetterCounts;
import io.orderflow.dashboard.home.HealthCheck.Light;
import io.orderflow.dashboard.page.Source;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** Puts the flow together from what services, broker and stored dead letters say. */
@Singleton
class FlowWatch {

    private static final String CONSUMED = "rocketmq_consume_seconds_count";
    private static final String PUBLISHED = "rocketmq_publish_seconds_count";
    private static final Set<String> COMES_AGAIN = Set.of("redeliver", "dead-letter");

    private final Readiness readiness;
    private final ServiceCounters counters;
    private final ConsumerGroups groups;
    private final HalfMessages halfMessages;
    private final DeadLetterCounts deadLetters;

    FlowWatch(
            Readiness readiness,
            ServiceCounters counters,
            ConsumerGroups groups,
            HalfMessages halfMessages,
            DeadLetterCounts deadLetters) {
        this.readiness = readiness;
        this.counters = counters;
        this.groups = groups;
        this.halfMessages = halfMessages;
        this.deadLetters = deadLetters;
    }

    Flow now() {
        var gateway = rates(Station.GATEWAY);
        return new Flow(
                Arrays.stream(Station.values()).map(this::stage).toList(),
                rate(gateway, sample -> sample.name().equals("admission_answers_total")),
                rate(
                        rates(Station.ORDERS),
                        sample -> sample.name().equals(PUBLISHED)
                                && sample.label("topic").equals("order-events")),
                halfMessages.waiting() instanceof Source.Available<WaitingHalfMessages>(WaitingHalfMessages waiting)
                        ? OptionalLong.of(waiting.count())
                        : OptionalLong.empty(),
                rounded(gateway.map(rates -> rates.now(sample -> sample.name().equals("sale_queue_size")))
                        .orElse(OptionalDouble.empty())),
                rate(gateway, sample -> sample.name().equals("sale_queue_relayed_total")));
    }

    private Stage stage(Station station) {
        var ready = readiness.of(station);
        var rates = rates(station);
        return new Stage(
                station,
                ready instanceof Source.Available<HttpStatus> ? Light.OK : Light.BAD,
                rate(rates, taken(station)),
                rate(rates, sample -> isDelivery(sample, station) && COMES_AGAIN.contains(sample.label("outcome"))),
                lag(station),
                station.groups().stream().mapToLong(deadLetters::open).sum(),
                ready instanceof Source.Failing<HttpStatus>(String why) ? why : "");
    }

    private static Predicate<Sample> taken(Station station) {
        return switch (station) {
            case ORDERS ->
                sample -> sample.name().equals("http_server_requests_seconds_count")
                        && sample.label("method").equals("POST")
                        && sample.label("uri").equals("/orders")
                        && sample.label("status").equals("201");
            case GATEWAY ->
                sample -> sample.name().equals("admission_answers_total")
                        && sample.label("outcome").equals("Ticket");
            case POINTS, COUPONS, NOTIFICATIONS ->
                sample -> isDelivery(sample, station) && sample.label("outcome").equals("applied");
        };
    }

    private static boolean isDelivery(Sample sample, Station station) {
        return sample.name().equals(CONSUMED) && station.groups().contains(sample.label("group"));
    }

    private OptionalLong lag(Station station) {
        return switch (groups.all()) {
            case Source.Failing<List<ConsumerGroup>> failing -> OptionalLong.empty();
            case Source.Available<List<ConsumerGroup>>(List<ConsumerGroup> seen) ->
                OptionalLong.of(seen.stream()
                        .filter(group -> station.groups().contains(group.name()))
                        .mapToLong(ConsumerGroup::lag)
                        .sum());
        };
    }

    private Optional<MetricRates> rates(Station station) {
        return counters.rates(station.service()).map(Optional::of).orElse(Optional.empty());
    }

    private static OptionalDouble rate(Optional<MetricRates> rates, Predicate<Sample> which) {
        return rates.map(known -> known.perSecond(which)).orElse(OptionalDouble.empty());
    }

    private static OptionalLong rounded(OptionalDouble number) {
        return number.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Math.round(number.getAsDouble()));
    }
}
