package io.orderflow.seckill.redis;

import java.time.Instant;
import java.util.List;

/**
 * Tickets that were given by one call of the script, and that RocketMQ does not have yet.
 *
 * @param id of the stream's entry, to acknowledge it by
 * @param purchases at least one
 */
public record QueueEntry(String id, Instant requestedAt, Instant expiresAt, List<Purchase> purchases) {

    public record Purchase(String ticket, String customerId, int quantity) {}
}
