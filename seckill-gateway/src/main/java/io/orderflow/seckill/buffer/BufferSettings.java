package io.orderflow.seckill.buffer;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * {@code buffer.*}
 *
 * @param batch entries that travel together, at most; each holds what one call of the script admitted
 * @param shortestIdle between two looks at a queue, unless the first finds a full batch; doubles while it stays empty
 * @param longestIdle no such wait is longer: how late the first tickets after a quiet time may be
 * @param takeOverAfter an entry that was read so long ago and not acknowledged may be taken over by any instance
 * @param firstPause after the broker or Redis failed; doubles with each further failure
 * @param longestPause no pause is longer
 * @param overdueBatch overdue tickets after which the search stops until these are asked for
 * @param overduePause how long an overdue ticket is left alone after it was asked for
 * @param overdueQuestions how often an instance asks for an overdue ticket before it refuses it
 */
@ConfigurationProperties("buffer")
record BufferSettings(
        @Bindable(defaultValue = "32") int batch,
        @Bindable(defaultValue = "20ms") Duration shortestIdle,
        @Bindable(defaultValue = "100ms") Duration longestIdle,
        @Bindable(defaultValue = "5s") Duration takeOverAfter,
        @Bindable(defaultValue = "100ms") Duration firstPause,
        @Bindable(defaultValue = "2s") Duration longestPause,
        @Bindable(defaultValue = "256") int overdueBatch,
        @Bindable(defaultValue = "30s") Duration overduePause,
        @Bindable(defaultValue = "20") int overdueQuestions) {

    BufferSettings {
        if (batch < 1 || overdueBatch < 1 || overdueQuestions < 1) {
            throw new IllegalArgumentException(
                    "buffer.batch, buffer.overdue-batch and buffer.overdue-questions must be at least 1; got %d, %d, %d"
                            .formatted(batch, overdueBatch, overdueQuestions));
        }
        check("idle", shortestIdle, longestIdle);
        check("pause", firstPause, longestPause);
    }

    private static void check(String what, Duration shortest, Duration longest) {
        if (!shortest.isPositive() || longest.compareTo(shortest) < 0) {
            throw new IllegalArgumentException(
                    "buffer.*-%s must be positive, the longest not shorter than the other; got %s, %s"
                            .formatted(what, shortest, longest));
        }
    }
}
