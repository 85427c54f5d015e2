package io.orderflow.seckill.result;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.PurchaseEvents;
import io.orderflow.event.PurchasesDecided;
import io.orderflow.event.UnitsReturned;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.List;

/** Receives order-service's decisions, and the units that came back to it. */
@RocketMQListener(value = "ticket-settlement", threads = 4, batch = 16)
class TicketSettlement {

    private final SettleTickets settle;

    TicketSettlement(SettleTickets settle) {
        this.settle = settle;
    }

    @Topic(PurchaseEvents.OUTCOMES)
    @Tag(PurchaseEvents.DECIDED)
    @Redelivery(times = 15, first = "1s", growingBy = 2, upTo = "5m")
    Handled decided(@MessageBody List<PurchasesDecided> events) throws Exception {
        return settle.decided(
                events.stream().flatMap(event -> event.outcomes().stream()).toList());
    }

    @Topic(PurchaseEvents.OUTCOMES)
    @Tag(PurchaseEvents.RETURNED)
    @Redelivery(times = 15, first = "1s", growingBy = 2, upTo = "5m")
    Handled returned(@MessageBody List<UnitsReturned> events) throws Exception {
        return settle.returned(
                events.stream().flatMap(event -> event.units().stream()).toList());
    }
}
