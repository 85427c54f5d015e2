package io.orderflow.micronaut.rocketmq.annotation;

import io.micronaut.context.annotation.Executable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts the {@code ProcessedEvents} gate in front of a listener method: a message key that was applied before, or is
 * being applied now, does not reach it. The method's own unique key in the database remains the truth.
 *
 * <p>Of a batch all keys are asked for at once; those that are free reach the method together, and a key that comes twice reaches
 * it once.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Executable
public @interface Idempotent {

    /** How long a holder keeps its claim if it crashes; longer than the method ever runs, for a whole batch. */
    String lease() default "1m";

    /** How long an applied key is remembered. */
    String memory() default "1d";
}
