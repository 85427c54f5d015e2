package io.orderflow.event;

import io.micronaut.serde.annotation.Serdeable;

/** @param reason for a person: what is wrong with the sale and what would be right */
@Serdeable
public record SaleWarmingRefused(long saleId, int epoch, String reason) {}
