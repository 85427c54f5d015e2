package io.orderflow.seckill.redis;

import java.time.Instant;

/** A ticket that RocketMQ does not have yet. @param id of the stream's entry, to acknowledge it by */
public record QueueEntry(
        String id, String ticket, String customerId, int quantity, Instant requestedAt, Instant expiresAt) {}
