package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps everything that arrives. */
@RocketMQListener("${fixture.group}")
@Requires(property = "fixture.listener", value = "all")
class Listening {

    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

    @Topic("${fixture.topic}")
    void arrived(@MessageBody byte[] body, Delivery delivery) {
        deliveries.add(delivery);
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    List<String> keys() {
        return deliveries.stream().map(Delivery::key).toList();
    }
}
