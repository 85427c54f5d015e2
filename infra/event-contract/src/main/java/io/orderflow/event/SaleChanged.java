package io.orderflow.event;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A sale is not as it was: its stock came back, or somebody opened, paused, closed or changed it. Only a hint to look; who
 * misses it looks a moment later.
 */
@Serdeable
public record SaleChanged(long saleId) {}
