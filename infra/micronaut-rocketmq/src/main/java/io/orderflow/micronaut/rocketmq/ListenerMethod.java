package io.orderflow.micronaut.rocketmq;

import io.opentelemetry.api.trace.StatusCode;
import io.orderflow.messaging.consume.Attempt;
import io.orderflow.messaging.consume.BatchHandler;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.consume.Settlement;
import io.orderflow.micronaut.rocketmq.RocketMQMetrics.ConsumeTimer;
import io.orderflow.micronaut.rocketmq.observe.DeliveryOutcome;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.DeliveryAttempted;
import java.util.List;

/** One {@code @Topic} method with everything around it: trace, claims, effect, settlement, measurement. */
final class ListenerMethod {

    private final String topic;
    private final String tag;
    private final SettlementPolicy settlementPolicy;
    private final BatchHandler handler;
    private final MessageTracing tracing;
    private final ConsumeTimer timer;
    private final Observers observers;

    /**
     * @param tag empty for all tags
     * @param handler the method, claims included
     */
    ListenerMethod(
            String topic,
            String tag,
            SettlementPolicy settlementPolicy,
            BatchHandler handler,
            MessageTracing tracing,
            ConsumeTimer timer,
            Observers observers) {
        this.topic = topic;
        this.tag = tag;
        this.settlementPolicy = settlementPolicy;
        this.handler = handler;
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
        return tracing.around(deliveries, span -> {
            long begun = System.nanoTime();
            var attempts = handler.handle(deliveries);
            var settlements = settlementPolicy.settle(deliveries, attempts);
            long nanosEach = (System.nanoTime() - begun) / deliveries.size();
            for (int i = 0; i < deliveries.size(); i++) {
                var outcome = outcome(attempts.get(i), settlements.get(i));
                timer.settled(outcome, nanosEach);
                tell(deliveries.get(i), nanosEach, outcome, attempts.get(i), settlements.get(i));
                if (outcome == DeliveryOutcome.FAILED || !(settlements.get(i) instanceof Settlement.Acknowledge)) {
                    span.setStatus(StatusCode.ERROR, settlements.get(i).toString());
                }
            }
            return settlements;
        });
    }

    private void tell(Delivery delivery, long nanos, DeliveryOutcome outcome, Attempt attempt, Settlement settlement) {
        observers.tell(
                nanos,
                at -> new DeliveryAttempted(
                        ObservedMessages.of(delivery),
                        at,
                        nanos,
                        delivery.group(),
                        delivery.attempt(),
                        outcome,
                        attempt instanceof Attempt.Failed(Exception failure) ? failure : null,
                        settlement instanceof Settlement.Redeliver(var after)
                                ? at.plusNanos(nanos).plus(after)
                                : null));
    }

    /** A settlement does not distinguish "later" from "failed", nor show what failed for good. The attempt does. */
    private static DeliveryOutcome outcome(Attempt attempt, Settlement settlement) {
        return switch (settlement) {
            case Settlement.Acknowledge acknowledged when attempt instanceof Attempt.Failed -> DeliveryOutcome.FAILED;
            case Settlement.Acknowledge acknowledged ->
                switch (acknowledged.outcome()) {
                    case APPLIED -> DeliveryOutcome.APPLIED;
                    case ALREADY_CLAIMED -> DeliveryOutcome.ALREADY_CLAIMED;
                    case ALREADY_STORED -> DeliveryOutcome.ALREADY_STORED;
                };
            case Settlement.Redeliver redeliver ->
                attempt instanceof Attempt.Answered(Handled.Later later)
                        ? DeliveryOutcome.LATER
                        : DeliveryOutcome.REDELIVER;
            case Settlement.DeadLetter dead -> DeliveryOutcome.DEAD_LETTER;
        };
    }
}
