package io.orderflow.seckill.buffer;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * {@code buffer.*}
 *
 * @param batch entries that travel together, at most
 * @param readers connections to Redis that wait for entries, at most; sales beyond that take turns
 * @param patience how long a reader waits for the first entry
 * @param takeOverAfter an entry that was read so long ago and not acknowledged belongs to whoever comes
 * @param firstPause after the broker or Redis failed; doubles with each further failure
 * @param longestPause no pause is longer
 * @param overdueBatch overdue tickets that are asked for at once, at most
 * @param overduePause how long an overdue ticket is left alone after it was asked for
 */
@ConfigurationProperties("buffer")
record BufferSettings(
        @Bindable(defaultValue = "256") int batch,
        @Bindable(defaultValue = "4") int readers,
        @Bindable(defaultValue = "1s") Duration patience,
        @Bindable(defaultValue = "5s") Duration takeOverAfter,
        @Bindable(defaultValue = "100ms") Duration firstPause,
        @Bindable(defaultValue = "2s") Duration longestPause,
        @Bindable(defaultValue = "256") int overdueBatch,
        @Bindable(defaultValue = "30s") Duration overduePause) {

    BufferSettings {
        if (batch < 1 || readers < 1 || overdueBatch < 1) {
            throw new IllegalArgumentException(
                    "buffer.batch, buffer.readers and buffer.overdue-batch must be at least 1; got %d, %d, %d"
                            .formatted(batch, readers, overdueBatch));
        }
        if (!patience.isPositive() || !firstPause.isPositive() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException(
                    "buffer.patience and buffer.first-pause must be positive, buffer.longest-pause not shorter; got %s, %s, %s"
                            .formatted(patience, firstPause, longestPause));
        }
    }
}
