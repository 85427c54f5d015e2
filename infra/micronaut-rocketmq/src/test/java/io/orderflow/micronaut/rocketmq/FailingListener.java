package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.micronaut.messaging.annotation.MessageBody;
import io.micronaut.messaging.annotation.MessageHeader;
import io.opentelemetry.api.trace.Span;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import io.orderflow.micronaut.rocketmq.annotation.Idempotent;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Does what a test sets. */
@RocketMQListener(value = "${fixture.group}", threads = 4)
@Topic("${fixture.topic}")
@Redelivery(times = 2, first = "1s", growingBy = 2, upTo = "10s")
@Requires(property = "fixture.listener", value = "failing")
class FailingListener {

    /** What arrived, and what the trace looked like inside the handler. */
    record Arrival(
            Delivery delivery,
            String key,
            Optional<String> origin,
            Announced body,
            Instant at,
            String traceId,
            @Nullable String loggedTraceId) {}

    interface Behaviour {
        Handled handle(Arrival arrival) throws Exception;
    }

    final List<Arrival> announced = new CopyOnWriteArrayList<>();
    final List<String> withdrawn = new CopyOnWriteArrayList<>();
    volatile Behaviour behaviour = arrival -> Handled.Outcome.APPLIED;

    @Tag("announced")
    Handled announced(
            @MessageKey String key,
            @MessageBody Announced body,
            @MessageHeader("origin") Optional<String> origin,
            Delivery delivery)
            throws Exception {
        var arrival = new Arrival(
                delivery,
                key,
                origin,
                body,
                Instant.now(),
                Span.current().getSpanContext().getTraceId(),
                MDC.get("traceId"));
        announced.add(arrival);
        return behaviour.handle(arrival);
    }

    @Tag("withdrawn")
    @Idempotent
    void withdrawn(@MessageKey String key) {
        withdrawn.add(key);
    }

    static Handled later() {
        return new Handled.Later(Duration.ofMillis(100));
    }

    List<Arrival> of(String key) {
        return announced.stream().filter(arrival -> arrival.key().equals(key)).toList();
    }
}
