package io.orderflow.seckill.redis;

/**
 * @param ticket the id that it gets if it is admitted
 * @param key the customer's idempotency key: a repeat gets the earlier ticket, and the same key with another quantity none
 * @param token id of the admission token it was shown; empty if the sale asks for none; {@link #SPENT} if it can't buy any more
 */
public record AdmissionRequest(String ticket, String customerId, String key, int quantity, String token) {

    /** A token that bought something in its time still finds what it bought; otherwise it is answered as a used one. */
    public static final String SPENT = "!";
}
