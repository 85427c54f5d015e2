package io.orderflow.micronaut.rocketmq.observe;

/**
 * Learns of every {@link MessageStep}. All beans of this type are called; where there is none, no step is made.
 *
 * <p>Runs on the thread that does the work, which waits for it: return at once and never block. What it throws is logged once
 * and counted ({@code rocketmq.observer.failures}); the message is not affected.
 */
@FunctionalInterface
public interface MessageObserver {

    void observed(MessageStep step);
}
