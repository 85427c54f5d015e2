package io.orderflow.micronaut.rocketmq;

import io.orderflow.messaging.publish.Verdict;
import io.orderflow.micronaut.rocketmq.observe.DeliveryOutcome;
import java.util.function.IntSupplier;

/** What is measured; the application chooses the implementation. Timers are made once and never looked up. */
interface RocketMQMetrics {

    /** @return the timer for every publication of this kind */
    PublishTimer publishTimer(String topic, String tag);

    /** @return the timer for every delivery of this kind */
    ConsumeTimer consumeTimer(String group, String topic, String tag);

    void checkBackAnswered(Verdict verdict);

    /** A step of a message could not be reported to a {@code MessageObserver}. */
    void observerFailed();

    /**
     * Why a delivery failed could not be stored.
     *
     * @param refused whether the next attempt will fail, too
     */
    void reasonNotStored(boolean refused);

    /** @param running how many handlers of {@code group} are running now */
    void handlersRunning(String group, IntSupplier running);

    /** How a publication ended. */
    enum Published {
        COMMITTED,
        ROLLED_BACK,
        UNKNOWN,
        SENT,
        FAILED
    }

    @FunctionalInterface
    interface PublishTimer {
        void published(Published outcome, long nanos);
    }

    @FunctionalInterface
    interface ConsumeTimer {
        void settled(DeliveryOutcome outcome, long nanos);
    }
}
