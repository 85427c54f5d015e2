package io.orderflow.micronaut.rocketmq.observe;

/**
 * Published once at shutdown: listeners have stopped, and publishing ends when every receiver has returned. The last chance to
 * send.
 */
public record PublishingEndsEvent() {}
