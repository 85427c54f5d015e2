package io.orderflow.micronaut.rocketmq.annotation;

import io.micronaut.core.bind.annotation.Bindable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an {@code Instant} of a {@code void} client method: the broker keeps the message until then, by its own clock, to about
 * a second. An instant in the past is delivered at once; one further ahead than the broker allows ({@code
 * timerMaxDelaySec}, three days) is refused with a {@code MessageNotSentException}.
 *
 * <p>A wake-up, not a promise about time: what is due should be decided by the receiver's own records.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@Bindable
public @interface DeliverAt {}
