package io.orderflow.micronaut.rocketmq;

import io.micronaut.core.type.Argument;
import io.micronaut.inject.ExecutableMethod;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.micronaut.rocketmq.DeliveryArguments.Binder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Binds the arguments and calls the method, without reflection. */
final class ListenerCall implements HalvedBatch.Method {

    private final Object bean;
    private final ExecutableMethod<Object, Object> method;
    private final List<Binder> arguments;
    private final boolean batch;

    /** @param batch whether each argument is a {@code List} with one element for each delivery */
    ListenerCall(Object bean, ExecutableMethod<Object, Object> method, List<Binder> arguments, boolean batch) {
        this.bean = bean;
        this.method = method;
        this.arguments = arguments;
        this.batch = batch;
    }

    /** Whether a method may return this. */
    static boolean isAnswer(Argument<?> type, boolean batch) {
        return type.getType() == void.class
                || Handled.class.isAssignableFrom(type.getType())
                || batch
                        && type.getType() == List.class
                        && type.getFirstTypeVariable()
                                .filter(each -> Handled.class.isAssignableFrom(each.getType()))
                                .isPresent();
    }

    @Override
    public @Nullable Object[] bind(Delivery delivery) {
        @Nullable Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).apply(delivery);
        }
        return values;
    }

    @Override
    public List<Handled> call(List<@Nullable Object[]> bound) throws Exception {
        @Nullable Object[] values = batch ? lists(bound) : bound.getFirst();
        try {
            return answers(method.invoke(bean, values), bound.size());
        } catch (Error broken) {
            // An Error, too, has a reason worth storing and an attempt worth counting.
            throw new ExecutionException("The handler failed: " + broken, broken);
        }
    }

    private @Nullable Object[] lists(List<@Nullable Object[]> bound) {
        @Nullable Object[] lists = new Object[arguments.size()];
        for (int i = 0; i < lists.length; i++) {
            int argument = i;
            lists[i] = bound.stream().map(values -> values[argument]).toList();
        }
        return lists;
    }

    private static List<Handled> answers(@Nullable Object result, int deliveries) {
        if (!(result instanceof List<?> each)) {
            return Collections.nCopies(
                    deliveries, result instanceof Handled handled ? handled : Handled.Outcome.APPLIED);
        }
        if (each.size() != deliveries) {
            throw new IllegalStateException(
                    "The handler answered %d times for %d messages".formatted(each.size(), deliveries));
        }
        List<Handled> answers = new ArrayList<>(deliveries);
        each.forEach(answer -> answers.add((Handled) answer));
        return answers;
    }
}
