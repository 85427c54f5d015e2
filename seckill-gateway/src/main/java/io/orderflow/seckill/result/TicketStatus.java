package io.orderflow.seckill.result;

import io.orderflow.seckill.TicketId;

/** What is known about a ticket. */
sealed interface TicketStatus {

    /**
     * @param place which ticket of its epoch it is; never changes
     * @param position in the queue, from 1
     */
    record Queued(TicketId ticket, long place, long position) implements TicketStatus {}

    /** Changes no more, except that an order may expire. */
    record Final(TicketView view) implements TicketStatus {}

    /** Not a ticket of this customer. */
    record Unknown() implements TicketStatus {}

    /** @param why for a person */
    record NotNow(String why) implements TicketStatus {}
}
