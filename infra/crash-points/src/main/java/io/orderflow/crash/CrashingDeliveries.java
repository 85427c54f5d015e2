package io.orderflow.crash;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.DeliveryHandler;
import io.orderflow.messaging.consume.DeliveryInterceptor;
import io.orderflow.messaging.consume.Handled;
import jakarta.inject.Singleton;

/** The points around an effect, as close to it as an interceptor gets. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
@Requires(property = "crash")
final class CrashingDeliveries implements DeliveryInterceptor {

    private final Crash crash;
    private final CrashConfiguration configuration;

    CrashingDeliveries(Crash crash, CrashConfiguration configuration) {
        this.crash = crash;
        this.configuration = configuration;
    }

    @Override
    public Handled intercept(Delivery delivery, DeliveryHandler next) throws Exception {
        if (!configuration.concerns(delivery.topic())) {
            return next.handle(delivery);
        }
        crash.point(CrashPoint.BEFORE_EFFECT);
        var handled = next.handle(delivery);
        crash.point(CrashPoint.AFTER_EFFECT);
        return handled;
    }
}
