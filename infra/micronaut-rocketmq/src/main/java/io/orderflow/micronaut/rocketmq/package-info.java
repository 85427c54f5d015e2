/**
 * RocketMQ for Micronaut: listeners, typed publishers and transactional messages over {@code io.orderflow.messaging}.
 *
 * <p>Publishing: {@link io.orderflow.micronaut.rocketmq.annotation.RocketMQClient} interface, {@code ClientMethod},
 * {@code RocketMQHalfMessages}, {@code SharedProducer}. Consuming: {@link
 * io.orderflow.micronaut.rocketmq.annotation.RocketMQListener} class, {@code Listeners}, {@code ListenerMethod}, {@code
 * GroupConsumer}. Both begin and end in {@code RocketMQLifecycle}.
 */
@NullMarked
package io.orderflow.micronaut.rocketmq;

import org.jspecify.annotations.NullMarked;
