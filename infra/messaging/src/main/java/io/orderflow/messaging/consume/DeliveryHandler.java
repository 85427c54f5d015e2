package io.orderflow.messaging.consume;

/** One step of a consumer: the effect itself, or something around it. */
@FunctionalInterface
public interface DeliveryHandler {

    /**
     * @throws PoisonMessageException if this message can never succeed; any other exception means: try again later
     */
    Handled handle(Delivery delivery) throws Exception;
}
