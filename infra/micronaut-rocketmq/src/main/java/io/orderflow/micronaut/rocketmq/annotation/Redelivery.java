package io.orderflow.micronaut.rocketmq.annotation;

import io.micronaut.context.annotation.Executable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * When a delivery that failed comes back; after the last time it becomes a dead letter. {@code @Redelivery(times = 5,
 * first = "1s", growingBy = 2, upTo = "1m")} reads as it works.
 *
 * <p>The broker offers a ladder of delays ({@code rocketmq.consumer.delay-levels}); each delay is rounded up to its next rung.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Executable
public @interface Redelivery {

    int times() default 15;

    /** A duration such as {@code 500ms}, {@code 1s}, {@code 2m}; placeholders are resolved. */
    String first() default "10s";

    double growingBy() default 2;

    /** A duration; placeholders are resolved. */
    String upTo() default "30m";
}
