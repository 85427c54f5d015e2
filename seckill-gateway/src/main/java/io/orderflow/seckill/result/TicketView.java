package io.orderflow.seckill.result;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as HTTP shows it.
 *
 * @param orderId of the order, once there is one
 * @param order its URL
 * @param reason why there is none, for a program
 * @param position in the queue, from 1
 * @param estimatedWaitMillis at the pace of the last seconds, at most what a ticket may wait; null while none is decided
 */
@Serdeable
record TicketView(
        String ticket,
        Status status,
        @Nullable String orderId,
        @Nullable String order,
        @Nullable String reason,
        @Nullable Long position,
        @Nullable Long estimatedWaitMillis) {

    enum Status {
        QUEUED,
        ORDERED,
        REFUSED,
        EXPIRED
    }

    /** Identifies an event of a stream: a client that has seen it gets what came later. */
    String eventId() {
        return position == null ? status.name() : status + "-" + position;
    }
}
