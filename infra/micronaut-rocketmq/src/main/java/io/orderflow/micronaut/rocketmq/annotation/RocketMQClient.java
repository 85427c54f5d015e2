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
 * PublishResult<R>}. A {@code void} method without one sends and returns when the broker has stored the message.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Introduction
@Singleton
public @interface RocketMQClient {}
