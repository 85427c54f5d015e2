package io.orderflow.seckill.result;

import io.orderflow.event.PurchaseEvents;
import io.orderflow.event.PurchasesDecided;
import io.orderflow.event.UnitsReturned;
import io.orderflow.messaging.MessageCodec;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;

/**
 * Pushes decisions, settled by any instance, to the streams of this one. A push may be lost: the streams look for themselves as
 * well.
 */
@RocketMQListener(value = "ticket-push", broadcast = true, threads = 2)
class TicketPush {

    private final TicketStreams streams;
    private final MessageCodec codec;

    TicketPush(TicketStreams streams, MessageCodec codec) {
        this.streams = streams;
        this.codec = codec;
    }

    @Topic(PurchaseEvents.OUTCOMES)
    @Tag(PurchaseEvents.DECIDED)
    void decided(Delivery delivery) {
        // Read only if a stream waits: every instance gets every outcome.
        if (streams.isAnybodyWaiting()) {
            var event = (PurchasesDecided) codec.decode(delivery.body(), PurchasesDecided.class);
            event.outcomes().stream()
                    .filter(outcome -> streams.isAnybodyWaitingFor(outcome.ticket()))
                    .forEach(outcome -> streams.decided(DecidedTicket.of(outcome)));
        }
    }

    @Topic(PurchaseEvents.OUTCOMES)
    @Tag(PurchaseEvents.RETURNED)
    void returned(Delivery delivery) {
        if (streams.isAnybodyWaiting()) {
            var event = (UnitsReturned) codec.decode(delivery.body(), UnitsReturned.class);
            event.units().stream()
                    .filter(units -> streams.isAnybodyWaitingFor(units.ticket()))
                    .forEach(units -> streams.decided(DecidedTicket.unpaid(units)));
        }
    }
}
