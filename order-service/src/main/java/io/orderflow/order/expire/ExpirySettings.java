package io.orderflow.order.expire;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param every pause between two sweeps for unpaid orders
 * @param batch orders that expire in one transaction
 */
@ConfigurationProperties("expiry")
record ExpirySettings(
        @Bindable(defaultValue = "30s") Duration every,
        @Bindable(defaultValue = "100") int batch) {}
