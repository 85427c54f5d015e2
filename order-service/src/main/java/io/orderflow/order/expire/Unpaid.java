package io.orderflow.order.expire;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A purchase whose payment is due. */
@MappedEntity("purchase")
record Unpaid(@Id String ticket, long saleId, String customerId, int quantity, Instant paymentDueAt) {}
