package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Secondary;
import io.orderflow.messaging.Transactions;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.FailureJournal;
import io.orderflow.messaging.consume.Settlement;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For applications without a database: reasons live as long as the log does. */
@Singleton
@Secondary
@Requires(missingBeans = Transactions.class)
final class LoggingFailureJournal implements FailureJournal {

    private static final Logger LOG = LoggerFactory.getLogger(LoggingFailureJournal.class);

    @Override
    public void record(Delivery delivery, Exception failure, Settlement next) {
        LOG.warn(
                "{} {} (message {}) failed at attempt {}, next: {}",
                delivery.consumer(),
                delivery.key(),
                delivery.messageId(),
                delivery.attempt(),
                next,
                failure);
    }
}
