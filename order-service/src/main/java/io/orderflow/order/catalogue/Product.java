package io.orderflow.order.catalogue;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.serde.annotation.Serdeable;

/**
 * @param price of one unit, in minor units of {@code currency}
 * @param currency ISO 4217 code
 */
@Serdeable
@MappedEntity("product")
public record Product(@Id String sku, String name, long price, String currency) {}
