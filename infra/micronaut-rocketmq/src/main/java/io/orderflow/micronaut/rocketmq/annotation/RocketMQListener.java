package io.orderflow.micronaut.rocketmq.annotation;

import io.micronaut.messaging.annotation.MessageListener;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class whose {@link Topic} methods consume in one consumer group. All instances of an application share the group's
 * messages; every message is delivered at least once to one of them, or, as a {@link #broadcast()}, to each of them.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@MessageListener
public @interface RocketMQListener {

    /** The consumer group; placeholders such as {@code ${my.group}} are resolved. One class per group. */
    String value();

    /** How many messages are handled at once, at most. */
    int threads() default 20;

    /**
     * How many messages a method takes at once, at most. Above 1 the {@code @MessageBody} argument is a {@code List}; a
     * batch that fails is handled again message by message, so that one bad message holds up nobody.
     *
     * <p>What waits in a queue is cut into batches anew, whether it was sent together or one by one. The broker may hand
     * out fewer at a time: its {@code maxTransferCountOnMessageInMemory} is 32 by default.
     */
    int batch() default 1;

    /**
     * Pause between two fetches from a queue, a duration such as {@code 100ms}: messages come that much later, and batches
     * fill meanwhile. Without it a consumer that keeps up sees batches of one or two.
     */
    String linger() default "0ms";

    /**
     * Every running instance gets each message that is sent while it runs; none is kept for later. For signals that may be
     * lost: an instance has one attempt, what fails is logged and counted ({@code outcome=failed}), and nothing is
     * redelivered or becomes a dead letter. While the broker is away an instance remembers where it stood.
     */
    boolean broadcast() default false;
}
