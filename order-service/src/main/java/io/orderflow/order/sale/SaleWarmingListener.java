package io.orderflow.order.sale;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.SaleEvents;
import io.orderflow.event.SaleWarming;
import io.orderflow.event.SaleWarmingRefused;
import io.orderflow.event.StockDeclared;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the gateway's requests for stock. It repeats them until one is answered, so an answer may get lost. */
@RocketMQListener(value = "sale-allocation", threads = 2)
class SaleWarmingListener {

    private static final Logger LOG = LoggerFactory.getLogger(SaleWarmingListener.class);

    private final AllocateSale allocateSale;
    private final SaleAnswers answers;

    SaleWarmingListener(AllocateSale allocateSale, SaleAnswers answers) {
        this.allocateSale = allocateSale;
        this.answers = answers;
    }

    @Topic(SaleEvents.TOPIC)
    @Tag(SaleEvents.WARMING)
    @Redelivery(times = 15, first = "1s", growingBy = 2, upTo = "1m")
    void saleWarming(@MessageBody SaleWarming warming) {
        String key = Long.toString(warming.saleId());
        switch (allocateSale.allocate(warming)) {
            case Allocation.Declared(var available) -> {
                answers.stockDeclared(key, new StockDeclared(warming.saleId(), warming.epoch(), available));
                LOG.info("Sale {} begins epoch {} with {} units", key, warming.epoch(), available);
            }
            case Allocation.Refused(var reason) -> {
                answers.warmingRefused(key, new SaleWarmingRefused(warming.saleId(), warming.epoch(), reason));
                LOG.warn("Sale {} is refused: {}", key, reason);
            }
            case Allocation.Outdated outdated ->
                LOG.info("Sale {}: epoch {} is over and is not declared again", key, warming.epoch());
        }
    }
}
