package io.orderflow.micronaut.rocketmq;

import io.opentelemetry.api.trace.StatusCode;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.consume.SettleDelivery;
import io.orderflow.messaging.consume.Settlement;
import io.orderflow.micronaut.rocketmq.RocketMQMetrics.ConsumeTimer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One {@code @Topic} method with everything around it: trace, claim, effect, settlement, measurement. */
final class ListenerMethod {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerMethod.class);

    private final String topic;
    private final String tag;
    private final SettleDelivery single;
    private final Effect effect;
    private final MessageTracing tracing;
    private final ConsumeTimer timer;

    /**
     * @param tag empty for all tags
     * @param single the whole pipeline for one delivery
     * @param effect the method itself, for a batch
     */
    ListenerMethod(
            String topic,
            String tag,
            SettleDelivery single,
            Effect effect,
            MessageTracing tracing,
            ConsumeTimer timer) {
        this.topic = topic;
        this.tag = tag;
        this.single = single;
        this.effect = effect;
        this.tracing = tracing;
        this.timer = timer;
    }

    String topic() {
        return topic;
    }

    String tag() {
        return tag;
    }

    /** @return one settlement for each delivery, in their order */
    List<Settlement> settle(List<Delivery> deliveries) {
        if (deliveries.size() > 1) {
            var together = settleTogether(deliveries);
            if (!together.isEmpty()) {
                return together;
            }
        }
        List<Settlement> settlements = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            settlements.add(settle(delivery));
        }
        return settlements;
    }

    private Settlement settle(Delivery delivery) {
        return tracing.around(List.of(delivery), span -> {
            long begun = System.nanoTime();
            var settlement = single.settle(delivery);
            timer.settled(settlement, System.nanoTime() - begun);
            if (!(settlement instanceof Settlement.Acknowledge)) {
                span.setStatus(StatusCode.ERROR, settlement.toString());
            }
            return settlement;
        });
    }

    /** @return empty if the batch failed: then nothing of it is settled, and each delivery gets its own attempt */
    private List<Settlement> settleTogether(List<Delivery> deliveries) {
        return tracing.around(deliveries, span -> {
            long begun = System.nanoTime();
            try {
                Settlement settlement = settlement(effect.apply(deliveries));
                long nanosEach = (System.nanoTime() - begun) / deliveries.size();
                deliveries.forEach(delivery -> timer.settled(settlement, nanosEach));
                return Collections.nCopies(deliveries.size(), settlement);
            } catch (Exception failure) {
                LOG.warn(
                        "{} messages of {} failed together, each is tried alone now: {}",
                        deliveries.size(),
                        deliveries.getFirst().consumer(),
                        failure.toString());
                span.setStatus(StatusCode.ERROR, "each is tried alone");
                return List.of();
            }
        });
    }

    private static Settlement settlement(Handled handled) {
        return switch (handled) {
            case Handled.Outcome outcome -> new Settlement.Acknowledge(outcome);
            case Handled.Later later -> new Settlement.Redeliver(later.delay());
        };
    }

    /** The listener's method, inside the interceptors. */
    @FunctionalInterface
    interface Effect {
        Handled apply(List<Delivery> deliveries) throws Exception;
    }
}
