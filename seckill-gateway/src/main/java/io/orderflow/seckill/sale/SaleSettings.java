package io.orderflow.seckill.sale;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param look pause between two looks at database and Redis
 * @param askAgainAfter how long order-service may take to declare a stock before it is asked again
 * @param onBoardAfterClosing how long a closed sale stays cached: its tickets are still decided and given back
 * @param reservation how long a ticket may wait for its decision before it is asked for again
 */
@ConfigurationProperties("sales")
public record SaleSettings(
        @Bindable(defaultValue = "500ms") Duration look,
        @Bindable(defaultValue = "3s") Duration askAgainAfter,
        @Bindable(defaultValue = "1d") Duration onBoardAfterClosing,
        @Bindable(defaultValue = "2m") Duration reservation) {}
