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
     * How many messages a method takes at once, at most. Above 1 every argument is a {@code List}, and the method may return a
     * {@code List} with an answer for each message. A batch that fails is halved until the bad message is alone, and only that
     * one is redelivered or becomes a dead letter, with its own attempts and its own reason: so a method must leave nothing
     * behind when it throws. An unavailable database is a failure of all of them, without further calls.
     *
     * <p>What waits in a queue is divided into new batches, whether it was sent together or one by one. The broker may hand out
     * fewer at a time: its {@code maxTransferCountOnMessageInMemory} is 32 by default.
     */
    int batch() default 1;

    /**
     * Pause before the next fetch from a queue that had something, a duration such as {@code 100ms}: batches fill meanwhile. A
     * message that comes to a queue which was empty for so long does not wait; one that follows another waits that long at most.
     * Without it a consumer that keeps up sees batches of one or two.
     */
    String linger() default "0ms";

    /**
     * How many messages of a queue may be here, handled or waiting for it, when more are fetched from it; 0 stands for {@code
     * rocketmq.consumer.cached-messages}. With 1 what comes while a batch is handled stays with the broker and is the next batch:
     * the more there is to do, the larger the batches. The client looks again every 50 ms.
     */
    int prefetch() default 0;

    /**
     * Every running instance gets each message that is sent while it runs; none is kept for later. For signals that may be
     * lost: an instance has one attempt, what fails is logged and counted ({@code outcome=failed}), and nothing is redelivered
     * or becomes a dead letter. While the broker is unavailable an instance remembers where it stood.
     */
    boolean broadcast() default false;
}
