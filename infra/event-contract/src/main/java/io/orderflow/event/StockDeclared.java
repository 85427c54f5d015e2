package io.orderflow.event;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What is left of a sale at the moment at which its epoch began.
 *
 * @param available units that nobody has ordered
 */
@Serdeable
public record StockDeclared(long saleId, int epoch, long available) {}
