package io.orderflow.seckill.admit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** What a customer may ask for in a purchase. The customer comes from the token, sku and price from the sale. */
@Serdeable.Deserializable
@Introspected
@JsonIgnoreProperties(ignoreUnknown = false)
record PurchaseRequest(@Nullable Integer quantity) {

    static final int MAX_QUANTITY = 1_000;

    /** Checked by hand: no other check runs as often. */
    int validQuantity() {
        if (quantity == null || quantity < 1 || quantity > MAX_QUANTITY) {
            throw AdmissionProblems.quantity();
        }
        return quantity;
    }
}
