package io.orderflow.micronaut.rocketmq.annotation;

import io.micronaut.aop.Introduction;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A typed publisher: an interface that Micronaut implements. An application may have as many as it likes.
 *
 * <p>A method with a {@code LocalTransaction<R>} argument publishes in a transaction and returns {@code
 * PublishResult<R>}. A {@code void} method without one sends and returns when the broker has stored the message, or throws
 * {@code MessageNotSentException}; a {@link DeliverAt} argument delays its delivery.
 *
 * <p>A {@code void} method whose {@link MessageKey} is a {@code List<String>} and whose {@code @MessageBody} is a {@code
 * List} of the same size sends one message for each pair, in as few round trips as their size allows; headers go with every
 * one. It returns when the broker has stored all of them. When it throws, some may be stored: send all of them again, and
 * let the consumers deduplicate by key. Each round trip fills one queue, the next round trip another.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Introduction
@Singleton
public @interface RocketMQClient {

    /** Whether the application is unhealthy while this client's topics can't be reached; {@code false} for what it can do without. */
    boolean essential() default true;
}
