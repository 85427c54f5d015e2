package io.orderflow.event;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A sale has changed: its stock came back, or it was opened, paused, closed or edited. Only a hint to look; an instance that
 * misses it looks a moment later.
 */
@Serdeable
public record SaleChanged(long saleId) {}
