package io.orderflow.order.expire;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/** Orders are due for payment at {@code dueAt}, or a little earlier. The database has which ones. */
@Serdeable
record PaymentDeadline(Instant dueAt) {

    static final String TOPIC = "payment-deadlines";
    static final String DUE = "due";
}
