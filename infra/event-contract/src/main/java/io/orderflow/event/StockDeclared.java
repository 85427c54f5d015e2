package io.orderflow.event;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What is left of a sale at the moment at which its epoch began. A repeat says the same, whatever was ordered or came back
 * since: who loads it adds the {@link UnitsReturned} of this epoch, those included that arrived before it.
 *
 * @param available units that nobody has ordered
 */
@Serdeable
public record StockDeclared(long saleId, int epoch, long available) {}
