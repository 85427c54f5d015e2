package io.orderflow.micronaut.rocketmq.annotation;

import io.micronaut.context.annotation.Executable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The topic that a listener method subscribes to, or that a client method sends to. On a type: for all its methods. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Executable
public @interface Topic {

    /** Placeholders are resolved. The topic must exist. */
    String value();
}
