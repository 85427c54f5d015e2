package io.orderflow.seckill.buffer;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.PurchaseEvents;
import io.orderflow.event.PurchaseRequested;
import io.orderflow.event.PurchasesRequested;
import io.orderflow.micronaut.rocketmq.MessageNotSentException;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.io.UncheckedIOException;
import java.util.List;

/** Asks order-service for decisions. */
@RocketMQClient
@Topic(PurchaseEvents.REQUESTS)
interface PurchaseRequests {

    /**
     * Each message asks for what was admitted together.
     *
     * @param keys of the messages; the journal leads from each ticket to the key it travels under
     * @see #requested
     */
    @Tag(PurchaseEvents.REQUESTED_TOGETHER)
    void requestedTogether(@MessageKey List<String> keys, @MessageBody List<PurchasesRequested> requests);

    /** Returns when the broker has stored all of them; when it throws, it may have stored some. */
    @Tag(PurchaseEvents.REQUESTED)
    void requested(@MessageKey List<String> tickets, @MessageBody List<PurchaseRequested> requests);

    /** Whether one of the messages can't be written or is refused; anything else means that the broker can't take them now. */
    static boolean isRefused(RuntimeException failure) {
        return failure instanceof UncheckedIOException
                || failure instanceof MessageNotSentException notSent && notSent.isMessageRefused();
    }
}
