package io.orderflow.journal;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/**
 * {@code journal.*}
 *
 * @param enabled {@code false} observes nothing and sends nothing
 * @param successesPerSecond about how many entries without a failure are kept each second; above it whole keys are left out
 * @param capacity entries that wait to be shipped, at most: as many failures and as many others
 * @param shipInterval how often what waits is shipped
 * @param unsampledTopics messages that stand for many keys at once, so that leaving one out would leave gaps in all their
 *     timelines
 */
@ConfigurationProperties("journal")
record JournalConfiguration(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "50") int successesPerSecond,
        @Bindable(defaultValue = "4096") int capacity,
        @Bindable(defaultValue = "1s") Duration shipInterval,
        @Bindable(defaultValue = "") List<String> unsampledTopics) {

    JournalConfiguration {
        if (successesPerSecond < 1 || capacity < 1) {
            throw new IllegalArgumentException(
                    "journal.successes-per-second and journal.capacity must be at least 1; got %d and %d"
                            .formatted(successesPerSecond, capacity));
        }
        if (shipInterval.toMillis() < 1) {
            throw new IllegalArgumentException("journal.ship-interval must be at least 1ms; got " + shipInterval);
        }
        unsampledTopics = List.copyOf(unsampledTopics);
    }
}
