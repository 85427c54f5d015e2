package io.orderflow.micronaut.rocketmq;

import io.micronaut.inject.ExecutableMethod;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.DeliveryInterceptor;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.micronaut.rocketmq.DeliveryArguments.Binder;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Binds the arguments and calls the method, without reflection; interceptors wrap it once for each delivery. */
final class ListenerEffect implements ListenerMethod.Effect {

    private final Object bean;
    private final ExecutableMethod<Object, Object> method;
    private final List<Binder> arguments;
    private final boolean batch;
    private final List<DeliveryInterceptor> interceptors;

    ListenerEffect(
            Object bean,
            ExecutableMethod<Object, Object> method,
            List<Binder> arguments,
            boolean batch,
            List<DeliveryInterceptor> interceptors) {
        this.bean = bean;
        this.method = method;
        this.arguments = arguments;
        this.batch = batch;
        this.interceptors = List.copyOf(interceptors);
    }

    @Override
    public Handled apply(List<Delivery> deliveries) throws Exception {
        return intercepted(deliveries, 0, 0);
    }

    private Handled intercepted(List<Delivery> deliveries, int delivery, int interceptor) throws Exception {
        if (interceptor == interceptors.size()) {
            return delivery + 1 < deliveries.size() && !interceptors.isEmpty()
                    ? intercepted(deliveries, delivery + 1, 0)
                    : call(deliveries);
        }
        return interceptors
                .get(interceptor)
                .intercept(deliveries.get(delivery), same -> intercepted(deliveries, delivery, interceptor + 1));
    }

    private Handled call(List<Delivery> deliveries) throws Exception {
        @Nullable Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            Binder binder = arguments.get(i);
            values[i] = batch ? deliveries.stream().map(binder).toList() : binder.apply(deliveries.getFirst());
        }
        try {
            return method.invoke(bean, values) instanceof Handled handled ? handled : Handled.Outcome.APPLIED;
        } catch (Error broken) {
            // An Error, too, has a reason worth storing and an attempt worth counting.
            throw new ExecutionException("The handler failed: " + broken, broken);
        }
    }
}
