package io.orderflow.order.sale;

import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;

/** A row of {@code sale_customer}: how many units of a sale a customer has. */
@MappedEntity("sale_customer")
record CustomerUnits(@EmbeddedId Id id, int units, int unitLimit) {

    @Embeddable
    record Id(
            @MappedProperty("sale_id") long saleId,
            @MappedProperty("customer_id") String customerId) {}
}
