package io.orderflow.dashboard.broker;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a group is in one queue. Offsets count the queue's messages from 0.
 *
 * @param stored the offset that the next message will get
 * @param fetched the next that a member will fetch
 * @param settled the lowest that is not settled
 * @param waitingSince when the message at {@code settled} was stored; empty if there is none
 */
public record QueueState(
        String topic,
        String broker,
        int queue,
        long stored,
        long fetched,
        long settled,
        Optional<Instant> waitingSince) {

    public long lag() {
        return Math.max(0, stored - settled);
    }

    public long inFlight() {
        return Math.max(0, fetched - settled);
    }
}
