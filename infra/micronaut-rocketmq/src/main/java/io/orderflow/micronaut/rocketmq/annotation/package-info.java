@NullMarked
package io.orderflow.micronaut.rocketmq.annotation;

import org.jspecify.annotations.NullMarked;
