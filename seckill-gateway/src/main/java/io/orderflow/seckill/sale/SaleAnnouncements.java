package io.orderflow.seckill.sale;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.SaleChanged;
import io.orderflow.event.SaleEvents;
import io.orderflow.event.SaleWarming;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;

/** What the gateway publishes about sales. */
@RocketMQClient
interface SaleAnnouncements {

    /** To order-service. */
    @Topic(SaleEvents.TOPIC)
    @Tag(SaleEvents.WARMING)
    void warming(@MessageKey String saleId, @MessageBody SaleWarming event);

    /** To every instance of the gateway. */
    @Topic(SaleEvents.SIGNALS)
    @Tag(SaleEvents.CHANGED)
    void changed(@MessageKey String saleId, @MessageBody SaleChanged signal);
}
