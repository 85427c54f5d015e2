package io.orderflow.order;

import io.micronaut.messaging.annotation.MessageBody;
import io.micronaut.messaging.annotation.MessageHeader;
import io.orderflow.event.OrderEvents;
import io.orderflow.event.OrderPlaced;
import io.orderflow.messaging.publish.LocalTransaction;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Publishes that an order was placed. */
@RocketMQClient
@Topic(OrderEvents.TOPIC)
public interface OrderPlacedPublisher {

    /** If, and only if, {@code transaction} commits. */
    @Tag(OrderEvents.PLACED)
    <R> PublishResult<R> placed(
            @MessageKey String orderId, @MessageBody OrderPlaced event, LocalTransaction<R> transaction);

    /** Again, for an order that is committed: consumers know its key if the first one reached them. */
    @Tag(OrderEvents.PLACED)
    void republishPlaced(@MessageKey String orderId, @MessageBody OrderPlaced event);

    /**
     * One message each, in few round trips, for orders that are committed: each in the trace of its own request. When it throws,
     * some may be sent.
     *
     * @param traceparents one for each order, or null, and then so is its tracestate
     */
    @Tag(OrderEvents.PLACED)
    void placedEach(
            @MessageKey List<String> orderIds,
            @MessageBody List<OrderPlaced> events,
            @MessageHeader("traceparent") List<@Nullable String> traceparents,
            @MessageHeader("tracestate") List<@Nullable String> tracestates);

    /** The same in the sender's trace. */
    @Tag(OrderEvents.PLACED)
    void placedEach(@MessageKey List<String> orderIds, @MessageBody List<OrderPlaced> events);
}
