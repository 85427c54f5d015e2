package io.orderflow.seckill.buffer;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.PurchaseEvents;
import io.orderflow.event.PurchaseRequested;
import io.orderflow.event.PurchasesRequested;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.List;

/** Asks order-service for decisions. */
@RocketMQClient
@Topic(PurchaseEvents.REQUESTS)
interface PurchaseRequests {

    /**
     * One message for what was admitted together.
     *
     * @param tickets of each message, separated by spaces: it is found by each of them
     * @see #requested
     */
    @Tag(PurchaseEvents.REQUESTED_TOGETHER)
    void requestedTogether(@MessageKey List<String> tickets, @MessageBody List<PurchasesRequested> requests);

    /** Returns when the broker has stored all of them; when it throws, it may have stored some. */
    @Tag(PurchaseEvents.REQUESTED)
    void requested(@MessageKey List<String> tickets, @MessageBody List<PurchaseRequested> requests);
}
