package io.orderflow.faults;

import io.micronaut.context.annotation.Requires;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.DeliveryHandler;
import io.orderflow.messaging.consume.DeliveryInterceptor;
import io.orderflow.messaging.consume.Handled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stands in front of every effect of this process. "Fail the next 3" fails exactly 3 deliveries, however many threads there
 * are. Those of a batch are delayed together, as they are handled together. A new setting applies at once: deliveries that are
 * being delayed continue.
 */
@Singleton
@Requires(env = "local")
final class FaultSwitch implements DeliveryInterceptor {

    /** @param replaced counted down when another setting takes this one's place */
    private record Setting(Fault fault, CountDownLatch replaced) {}

    /** Bound inside a batch of which one has been delayed. */
    private static final ScopedValue<Boolean> HELD_UP = ScopedValue.newInstance();

    private Setting current = new Setting(new Fault.Off(), new CountDownLatch(1));

    synchronized Fault get() {
        return current.fault();
    }

    synchronized void set(Fault fault) {
        current.replaced().countDown();
        current = new Setting(fault, new CountDownLatch(1));
    }

    private synchronized Setting takeOne() {
        Setting taken = current;
        current = new Setting(taken.fault().afterOne(), taken.replaced());
        return taken;
    }

    @Override
    public Handled intercept(Delivery delivery, DeliveryHandler next) throws Exception {
        Setting setting = takeOne();
        return switch (setting.fault()) {
            case Fault.Off off -> next.handle(delivery);
            case Fault.FailNext failing -> throw new SimulatedFaultException();
            case Fault.FailAlways failing -> throw new SimulatedFaultException();
            case Fault.Slow(Duration delay) when HELD_UP.isBound() -> next.handle(delivery);
            case Fault.Slow(Duration delay) -> {
                setting.replaced().await(delay.toMillis(), TimeUnit.MILLISECONDS);
                yield ScopedValue.where(HELD_UP, true).call(() -> next.handle(delivery));
            }
        };
    }
}
