package io.orderflow.dashboard.order;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** An order as order-service reports it. */
@Serdeable
record KnownOrder(String customerId, Contents order) {

    /** @param total in minor units of {@code currency} */
    @Serdeable
    record Contents(String id, String status, long total, String currency, Instant placedAt, List<Line> lines) {

        String amount() {
            return "%s %s".formatted(BigDecimal.valueOf(total, 2).toPlainString(), currency);
        }
    }

    @Serdeable
    record Line(String sku, int quantity, long unitPrice) {}

    @Serdeable
    record Page(List<KnownOrder> items) {}
}
