package io.orderflow.seckill.sale;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.SaleEvents;
import io.orderflow.event.SaleWarmingRefused;
import io.orderflow.event.StockDeclared;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;

/** Receives order-service's answer for an epoch: its stock, or why there is none. */
@RocketMQListener(value = "sale-warming", threads = 2)
class WarmingListener {

    private final LoadEpochIntoRedis loading;

    WarmingListener(LoadEpochIntoRedis loading) {
        this.loading = loading;
    }

    @Topic(SaleEvents.TOPIC)
    @Tag(SaleEvents.STOCK_DECLARED)
    @Redelivery(times = 15, first = "1s", growingBy = 2, upTo = "30s")
    void stockDeclared(@MessageBody StockDeclared stock) {
        loading.load(stock);
    }

    @Topic(SaleEvents.TOPIC)
    @Tag(SaleEvents.WARMING_REFUSED)
    @Redelivery(times = 15, first = "1s", growingBy = 2, upTo = "30s")
    void refused(@MessageBody SaleWarmingRefused refusal) {
        loading.refuse(refusal);
    }
}
