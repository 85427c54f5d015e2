package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * {@code rocketmq.transaction.*}
 *
 * @param grace how long a local transaction may take to begin before a check-back gives it up; compared with the
 *     half message's age by the clocks of two instances, so well above their difference
 * @param retention how long decided fences are kept; longer than the broker keeps half messages (72 h by default)
 * @param sweepInterval how often older fences are removed
 */
@ConfigurationProperties("rocketmq.transaction")
public record TransactionConfiguration(
        @Bindable(defaultValue = "10s") Duration grace,
        @Bindable(defaultValue = "96h") Duration retention,
        @Bindable(defaultValue = "1h") Duration sweepInterval) {

    public TransactionConfiguration {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("rocketmq.transaction.grace must not be negative; got " + grace);
        }
        if (retention.compareTo(grace) <= 0) {
            throw new IllegalArgumentException("rocketmq.transaction.retention must exceed the grace period %s; got %s"
                    .formatted(grace, retention));
        }
    }
}
