package io.orderflow.order;

import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;

/** A row of {@code order_line}. */
@MappedEntity("order_line")
record OrderLineRow(@EmbeddedId Id id, String sku, int quantity, long unitPrice) {

    /** @param lineNo from 1, in the order in which the customer wrote them */
    @Embeddable
    record Id(
            @MappedProperty("order_id") String orderId,
            @MappedProperty("line_no") int lineNo) {}
}
