package io.orderflow.event;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What is left of a sale at the moment at which its epoch began. A repeat carries the same number, whatever was ordered or came
 * back since: loading adds the {@link UnitsReturned} of this epoch, those included that arrived before it.
 *
 * @param available units that are not ordered
 */
@Serdeable
public record StockDeclared(long saleId, int epoch, long available) {}
