package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code rocketmq.producer.*}
 *
 * @param group the broker sends check-backs to any instance of this group, so all instances of a service share it and no
 *     two services do; {@code micronaut.application.name} if not set
 * @param sendTimeout how long a publication waits for the broker, retries included
 * @param sendRetries more attempts after the first; an attempt that timed out may have been stored, so a retry can make
 *     a duplicate
 * @param checkBackThreads how many check-backs are answered at once, each with a database read
 */
@ConfigurationProperties("rocketmq.producer")
public record ProducerConfiguration(
        @Nullable String group,
        @Bindable(defaultValue = "3s") Duration sendTimeout,
        @Bindable(defaultValue = "1") int sendRetries,
        @Bindable(defaultValue = "4") int checkBackThreads) {

    public ProducerConfiguration {
        if (sendTimeout.toMillis() < 1 || sendTimeout.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("rocketmq.producer.send-timeout must be positive; got " + sendTimeout);
        }
        if (sendRetries < 0) {
            throw new IllegalArgumentException(
                    "rocketmq.producer.send-retries must not be negative; got " + sendRetries);
        }
        if (checkBackThreads < 1) {
            throw new IllegalArgumentException(
                    "rocketmq.producer.check-back-threads must be at least 1; got " + checkBackThreads);
        }
    }
}
