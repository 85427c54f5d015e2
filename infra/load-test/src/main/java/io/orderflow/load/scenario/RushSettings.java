package io.orderflow.load.scenario;

import io.orderflow.load.generate.Arrivals;
import io.orderflow.load.sale.Mix;
import io.orderflow.load.sale.SaleTerms;
import io.vertx.core.json.JsonObject;

/** One rush: arrivals, customers, and what is on sale. */
public record RushSettings(Arrivals arrivals, int connections, int customers, Mix mix, SaleTerms terms) {

    JsonObject json() {
        return new JsonObject()
                .put("rate", arrivals.perSecond())
                .put("rampSeconds", arrivals.ramp().toSeconds())
                .put("durationSeconds", arrivals.time().toSeconds())
                .put("connections", connections)
                .put("customers", customers)
                .put("repeatersPercent", mix.repeaters())
                .put("forgedPercent", mix.forged())
                .put("sku", terms.sku())
                .put("price", terms.price())
                .put("units", terms.units())
                .put("limitPerCustomer", terms.limitPerCustomer())
                .put("queueBound", terms.queueBound())
                .put("paymentWindowSeconds", terms.paymentWindow().toSeconds())
                .put("admissionTokens", terms.tokenRequired());
    }
}
