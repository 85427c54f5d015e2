package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.micronaut.messaging.annotation.MessageHeader;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Can't do without a header. */
@RocketMQListener("${fixture.group}")
@Requires(property = "fixture.listener", value = "headers")
class HeaderListener {

    record Arrival(String origin, Optional<String> maybe, Map<String, String> all) {}

    final Map<String, Arrival> arrived = new ConcurrentHashMap<>();

    @Topic("${fixture.topic}")
    @Redelivery(times = 0)
    void arrived(
            @MessageKey String key,
            @MessageHeader("origin") String origin,
            @MessageHeader("origin") Optional<String> maybe,
            Delivery delivery) {
        arrived.put(key, new Arrival(origin, maybe, delivery.headers()));
    }
}
