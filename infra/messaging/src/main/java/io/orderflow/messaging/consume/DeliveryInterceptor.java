package io.orderflow.messaging.consume;

/** Wraps every delivery just outside the effect, inside claims and retries. */
@FunctionalInterface
public interface DeliveryInterceptor {

    Handled intercept(Delivery delivery, DeliveryHandler next) throws Exception;
}
