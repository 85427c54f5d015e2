package io.orderflow.order.expire;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.micronaut.rocketmq.annotation.DeliverAt;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.time.Instant;

/** Wakes this service up when payments are due. */
@RocketMQClient
@Topic(PaymentDeadline.TOPIC)
interface PaymentDeadlinePublisher {

    @Tag(PaymentDeadline.DUE)
    void wakeUp(@MessageKey String dueAt, @MessageBody PaymentDeadline deadline, @DeliverAt Instant at);
}
