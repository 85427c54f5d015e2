package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * {@code rocketmq.consumer.*}
 *
 * @param delayLevels the broker's own {@code messageDelayLevel}, word for word; redeliveries are rounded up to it
 * @param shutdownTimeout how long a running handler may take to finish when the application stops; longer than any
 *     handler runs
 * @param pullBatchSize messages fetched in one request
 * @param cachedMessages messages held in memory for each queue, at most
 * @param cachedMegabytes the same in MiB
 */
@ConfigurationProperties("rocketmq.consumer")
public record ConsumerConfiguration(
        @Bindable(defaultValue = "1s 5s 10s 30s 1m 2m 3m 4m 5m 6m 7m 8m 9m 10m 20m 30m 1h 2h")
        String delayLevels,

        @Bindable(defaultValue = "30s") Duration shutdownTimeout,
        @Bindable(defaultValue = "32") int pullBatchSize,
        @Bindable(defaultValue = "512") int cachedMessages,
        @Bindable(defaultValue = "16") int cachedMegabytes) {

    public ConsumerConfiguration {
        DelayLadder.parse(delayLevels);
        within("shutdown-timeout in ms", shutdownTimeout.toMillis(), 1, Integer.MAX_VALUE);
        within("pull-batch-size", pullBatchSize, 1, 1_024);
        within("cached-messages", cachedMessages, 1, 65_535);
        within("cached-megabytes", cachedMegabytes, 1, 1_024);
    }

    private static void within(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "rocketmq.consumer.%s must be between %d and %d; got %d".formatted(name, least, most, value));
        }
    }
}
