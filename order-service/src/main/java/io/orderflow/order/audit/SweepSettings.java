package io.orderflow.order.audit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param every pause between two sweeps
 * @param batch orders sent again per transaction
 * @param pause how long an order that was sent again is left alone
 * @param toleratedLag how far the audit may be behind before the sweep waits for it
 */
@ConfigurationProperties("sweep")
record SweepSettings(
        @Bindable(defaultValue = "30s") Duration every,
        @Bindable(defaultValue = "100") int batch,
        @Bindable(defaultValue = "2m") Duration pause,
        @Bindable(defaultValue = "30s") Duration toleratedLag) {}
