package io.orderflow.micronaut.rocketmq.readme;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.micronaut.rocketmq.annotation.DeliverAt;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.time.Instant;
import java.util.List;

// snippet
@RocketMQClient
@Topic("reminders")
interface Reminders {

    @Tag("payment-due")
    void remind(@MessageKey String orderId, @MessageBody Reminder reminder, @DeliverAt Instant due);

    @Tag("payment-due")
    void remindAll(@MessageKey List<String> orderIds, @MessageBody List<Reminder> reminders);
}
// end
