package io.orderflow.micronaut.rocketmq.annotation;

import io.micronaut.core.bind.annotation.Bindable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The message's business key: what consumers deduplicate by and operators search for. A {@code List<String>} on a client method
 * sends as many messages; on a listener method it requires {@code batch > 1}. It arrives as it was sent; the broker finds a
 * message by each word of a key that has spaces.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@Bindable
public @interface MessageKey {}
