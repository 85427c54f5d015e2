package io.orderflow.order.sale;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.SaleEvents;
import io.orderflow.event.SaleWarmingRefused;
import io.orderflow.event.StockDeclared;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;

/** The answers to the gateway's request to allocate a sale. */
@RocketMQClient
@Topic(SaleEvents.TOPIC)
interface SaleAnswers {

    @Tag(SaleEvents.STOCK_DECLARED)
    void stockDeclared(@MessageKey String saleId, @MessageBody StockDeclared event);

    @Tag(SaleEvents.WARMING_REFUSED)
    void warmingRefused(@MessageKey String saleId, @MessageBody SaleWarmingRefused event);
}
