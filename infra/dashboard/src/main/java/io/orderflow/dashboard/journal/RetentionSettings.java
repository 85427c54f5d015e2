package io.orderflow.dashboard.journal;

import io.micronaut.context.annotation.ConfigurationInject;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param period how long the journal is kept
 * @param every how often it is looked for what is older
 */
@ConfigurationProperties("journal.retention")
record RetentionSettings(
        @Bindable(defaultValue = "7d") Duration period,
        @Bindable(defaultValue = "1m") Duration every) {

    @ConfigurationInject
    RetentionSettings {
        if (!period.isPositive()) {
            throw new IllegalArgumentException(
                    "journal.retention.period is %s; give a duration such as 7d".formatted(period));
        }
    }
}
