package io.orderflow.seckill.sale;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.SaleChanged;
import io.orderflow.event.SaleEvents;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.List;

/** Receives an instance's signal that a sale changed. */
@RocketMQListener(value = "sale-signals", broadcast = true, threads = 2, batch = 64)
class SaleSignalListener {

    private final SaleCache cache;

    SaleSignalListener(SaleCache cache) {
        this.cache = cache;
    }

    @Topic(SaleEvents.SIGNALS)
    @Tag(SaleEvents.CHANGED)
    void changed(@MessageBody List<SaleChanged> signals) {
        signals.stream().map(SaleChanged::saleId).distinct().forEach(cache::changed);
    }
}
