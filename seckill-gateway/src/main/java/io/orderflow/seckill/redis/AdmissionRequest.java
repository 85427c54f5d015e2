package io.orderflow.seckill.redis;

/**
 * @param ticket the id that it gets if it is admitted
 * @param key the customer's idempotency key: a repeat gets the earlier ticket
 * @param token id of the admission token it was shown; empty if the sale asks for none
 */
public record AdmissionRequest(String ticket, String customerId, String key, int quantity, String token) {}
