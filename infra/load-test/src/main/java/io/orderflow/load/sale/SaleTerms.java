package io.orderflow.load.sale;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** What a load asks an operator to put on sale. */
public record SaleTerms(
        String sku,
        long price,
        long units,
        int limitPerCustomer,
        long queueBound,
        Duration paymentWindow,
        Duration lasting,
        boolean tokenRequired) {

    JsonObject from(Instant now) {
        return new JsonObject()
                .put("sku", sku)
                .put("price", price)
                .put("units", units)
                .put("limitPerCustomer", limitPerCustomer)
                .put("opensAt", now.toString())
                .put("closesAt", now.plus(lasting).toString())
                .put("queueBound", queueBound)
                .put("paymentWindow", paymentWindow.toString())
                .put("tokenRequired", tokenRequired);
    }
}
