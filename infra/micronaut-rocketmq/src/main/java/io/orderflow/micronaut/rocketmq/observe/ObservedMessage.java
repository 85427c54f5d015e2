package io.orderflow.micronaut.rocketmq.observe;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which message a step is about.
 *
 * @param tag empty if it has none
 * @param key empty if it has none
 * @param messageId the sender's unique id; null while the broker has not taken it
 * @param txId null if it was not sent in a transaction
 * @param traceId W3C; null if it was not traced
 * @param bornAt when it was sent, by the sender's clock; null at the sender
 */
public record ObservedMessage(
        String topic,
        String tag,
        String key,
        @Nullable String messageId,
        @Nullable String txId,
        @Nullable String traceId,
        @Nullable Instant bornAt) {}
