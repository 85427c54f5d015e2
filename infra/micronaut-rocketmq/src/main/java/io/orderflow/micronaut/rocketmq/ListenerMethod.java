package io.orderflow.micronaut.rocketmq;

import io.opentelemetry.api.trace.StatusCode;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.DeliveryHandler;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.consume.Settlement;
import io.orderflow.micronaut.rocketmq.RocketMQMetrics.ConsumeTimer;
import io.orderflow.micronaut.rocketmq.observe.DeliveryOutcome;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.DeliveryAttempted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One {@code @Topic} method with everything around it: trace, claim, effect, settlement, measurement. */
final class ListenerMethod {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerMethod.class);

    private final String topic;
    private final String tag;
    private final Settling settling;
    private final DeliveryHandler single;
    private final Effect effect;
    private final MessageTracing tracing;
    private final ConsumeTimer timer;
    private final Observers observers;

    /**
     * @param tag empty for all tags
     * @param single handles one delivery, claim included
     * @param effect the method itself, for a batch
     */
    ListenerMethod(
            String topic,
            String tag,
            Settling settling,
            DeliveryHandler single,
            Effect effect,
            MessageTracing tracing,
            ConsumeTimer timer,
            Observers observers) {
        this.topic = topic;
        this.tag = tag;
        this.settling = settling;
        this.single = single;
        this.effect = effect;
        this.tracing = tracing;
        this.timer = timer;
        this.observers = observers;
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
            var observed = new Observed(single);
            var settlement = settling.settle(delivery, observed);
            var outcome = observed.outcome(settlement);
            long nanos = System.nanoTime() - begun;
            timer.settled(outcome, nanos);
            tell(delivery, nanos, outcome, observed.failure, settlement);
            if (outcome == DeliveryOutcome.FAILED || !(settlement instanceof Settlement.Acknowledge)) {
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
                var observed = new Observed(first -> effect.apply(deliveries));
                var settlement = settlement(observed.handle(deliveries.getFirst()));
                var outcome = observed.outcome(settlement);
                long nanosEach = (System.nanoTime() - begun) / deliveries.size();
                for (int i = 0; i < deliveries.size(); i++) {
                    timer.settled(outcome, nanosEach);
                    tell(deliveries.get(i), nanosEach, outcome, null, settlement);
                }
                return Collections.nCopies(deliveries.size(), settlement);
            } catch (Exception | Error failure) {
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

    private void tell(
            Delivery delivery,
            long nanos,
            DeliveryOutcome outcome,
            @Nullable Exception failure,
            Settlement settlement) {
        observers.tell(
                nanos,
                at -> new DeliveryAttempted(
                        ObservedMessages.of(delivery),
                        at,
                        nanos,
                        delivery.group(),
                        delivery.attempt(),
                        outcome,
                        failure,
                        settlement instanceof Settlement.Redeliver(var after)
                                ? at.plusNanos(nanos).plus(after)
                                : null));
    }

    private static Settlement settlement(Handled handled) {
        return switch (handled) {
            case Handled.Outcome outcome -> new Settlement.Acknowledge(outcome);
            case Handled.Later later -> new Settlement.Redeliver(later.delay());
        };
    }

    /** A settlement does not tell all: not "later" from "failed", nor what failed for good. The handler's own answer does. */
    private static final class Observed implements DeliveryHandler {

        private final DeliveryHandler handler;
        private @Nullable Handled answer;
        private @Nullable Exception failure;

        Observed(DeliveryHandler handler) {
            this.handler = handler;
        }

        @Override
        public Handled handle(Delivery delivery) throws Exception {
            try {
                var handled = handler.handle(delivery);
                answer = handled;
                return handled;
            } catch (Exception thrown) {
                failure = thrown;
                throw thrown;
            }
        }

        DeliveryOutcome outcome(Settlement settlement) {
            return switch (settlement) {
                case Settlement.Acknowledge acknowledged when answer == null -> DeliveryOutcome.FAILED;
                case Settlement.Acknowledge acknowledged ->
                    switch (acknowledged.outcome()) {
                        case APPLIED -> DeliveryOutcome.APPLIED;
                        case ALREADY_CLAIMED -> DeliveryOutcome.ALREADY_CLAIMED;
                        case ALREADY_STORED -> DeliveryOutcome.ALREADY_STORED;
                    };
                case Settlement.Redeliver redeliver ->
                    answer instanceof Handled.Later ? DeliveryOutcome.LATER : DeliveryOutcome.REDELIVER;
                case Settlement.DeadLetter dead -> DeliveryOutcome.DEAD_LETTER;
            };
        }
    }

    /** The listener's method, inside the interceptors. */
    @FunctionalInterface
    interface Effect {
        Handled apply(List<Delivery> deliveries) throws Exception;
    }
}
