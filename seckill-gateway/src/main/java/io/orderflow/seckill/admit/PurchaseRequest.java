package io.orderflow.seckill.admit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** What a customer may say about a purchase. Who buys comes from the token, what and for how much from the sale. */
@Serdeable.Deserializable
@Introspected
@JsonIgnoreProperties(ignoreUnknown = false)
record PurchaseRequest(@Nullable Integer quantity) {

    static final int MAX_QUANTITY = 1_000;

    /** Checked by hand: this is asked more often than anything else. */
    int validQuantity() {
        if (quantity == null || quantity < 1 || quantity > MAX_QUANTITY) {
            throw AdmissionProblems.quantity();
        }
        return quantity;
    }
}
