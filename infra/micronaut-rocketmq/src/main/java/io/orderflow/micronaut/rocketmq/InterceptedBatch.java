package io.orderflow.micronaut.rocketmq;

import io.orderflow.messaging.consume.Attempt;
import io.orderflow.messaging.consume.BatchHandler;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.DeliveryInterceptor;
import io.orderflow.messaging.consume.Handled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Wraps each delivery of one batch in all interceptors: they see one message, its own answer and its own failure, as they would
 * if it came alone. The interceptors of all of them are entered, one inside the other, before the effect of those that they let
 * through; what one of them keeps back or fails is left out, and the others continue.
 */
final class InterceptedBatch {

    private final List<DeliveryInterceptor> interceptors;
    private final BatchHandler effect;
    private final List<Delivery> deliveries;
    /** What the effect answered; null while a delivery is on its way there. */
    private final @Nullable Attempt[] effects;

    private final Attempt[] attempts;
    private final boolean[] let;

    private InterceptedBatch(List<DeliveryInterceptor> interceptors, BatchHandler effect, List<Delivery> deliveries) {
        this.interceptors = interceptors;
        this.effect = effect;
        this.deliveries = deliveries;
        this.effects = new Attempt[deliveries.size()];
        this.attempts = new Attempt[deliveries.size()];
        this.let = new boolean[deliveries.size()];
    }

    static BatchHandler of(List<DeliveryInterceptor> interceptors, BatchHandler effect) {
        if (interceptors.isEmpty()) {
            return effect;
        }
        return deliveries -> {
            var batch = new InterceptedBatch(interceptors, effect, deliveries);
            batch.enter(0);
            return Arrays.asList(batch.attempts);
        };
    }

    private void enter(int place) {
        if (place == deliveries.size()) {
            applyThoseLetThrough();
            return;
        }
        try {
            attempts[place] = new Attempt.Answered(through(place, 0));
        } catch (Exception failure) {
            attempts[place] = new Attempt.Failed(failure);
        }
        if (!let[place]) {
            enter(place + 1);
        }
    }

    private Handled through(int place, int interceptor) throws Exception {
        var delivery = deliveries.get(place);
        return interceptor < interceptors.size()
                ? interceptors.get(interceptor).intercept(delivery, same -> through(place, interceptor + 1))
                : effectOf(place);
    }

    private Handled effectOf(int place) throws Exception {
        Attempt came;
        if (let[place]) {
            // An interceptor that tries again does so for its own delivery.
            came = effect.handle(List.of(deliveries.get(place))).getFirst();
        } else {
            let[place] = true;
            enter(place + 1);
            came = effects[place];
        }
        return switch (came) {
            case Attempt.Answered(Handled handled) -> handled;
            case Attempt.Failed(Exception failure) -> throw failure;
            case null -> throw new IllegalStateException("The effect did not answer");
        };
    }

    private void applyThoseLetThrough() {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < let.length; place++) {
            if (let[place]) {
                places.add(place);
            }
        }
        if (places.isEmpty()) {
            return;
        }
        var came = effect.handle(places.stream().map(deliveries::get).toList());
        for (int i = 0; i < came.size(); i++) {
            effects[places.get(i)] = came.get(i);
        }
    }
}
