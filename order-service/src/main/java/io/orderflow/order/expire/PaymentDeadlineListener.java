package io.orderflow.order.expire;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Wakes up when payments are due. Looks for all that are, so a late wake-up does the work of those that got lost. */
@RocketMQListener(value = "payment-expiry", threads = 1)
class PaymentDeadlineListener {

    private final ExpireUnpaid expireUnpaid;
    private final Clock clock;

    PaymentDeadlineListener(ExpireUnpaid expireUnpaid, Clock clock) {
        this.expireUnpaid = expireUnpaid;
        this.clock = clock;
    }

    @Topic(PaymentDeadline.TOPIC)
    @Tag(PaymentDeadline.DUE)
    @Redelivery(times = 5, first = "1s", growingBy = 2, upTo = "1m")
    Handled due(@MessageBody PaymentDeadline deadline) {
        Instant now = clock.instant();
        if (now.isBefore(deadline.dueAt())) {
            // The broker's clock is ahead of ours, and ours decides what is due.
            return new Handled.Later(Duration.between(now, deadline.dueAt()));
        }
        expireUnpaid.expireDue();
        return Handled.Outcome.APPLIED;
    }
}
