package io.orderflow.seckill.redis;

/** The script's answer to one request. */
public sealed interface Admission {

    /** @param position in the queue, from 1 */
    record Admitted(String ticket, long position) implements Admission {}

    /**
     * The same customer has asked with the same key before.
     *
     * @param position in the queue, from 1; 0 if the ticket does not wait any more
     */
    record Repeated(String ticket, long position) implements Admission {}

    /** The same customer has bought with the same key before, but another quantity: that is another request. */
    record KeyReused() implements Admission {}

    /** Outside its window, paused or closed. */
    record NotOpen() implements Admission {}

    /** @param ticket that holds the latest of the units; empty if the customer holds none and asks for too many at once */
    record LimitReached(String ticket, long units) implements Admission {}

    /** @param left fewer than were asked for; mostly 0 */
    record SoldOut(long left) implements Admission {}

    /** @param waiting tickets, which is as many as may wait */
    record QueueFull(long waiting) implements Admission {}

    /** The second's tickets are given. */
    record RateReached(long perSecond) implements Admission {}

    /** The admission token has bought a ticket already. */
    record TokenUsed() implements Admission {}
}
