package io.orderflow.event;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/**
 * Ordered units are for sale again, because they were not paid in time. The same event may be published again.
 *
 * @param units at least one, of one sale or several
 */
@Serdeable
public record UnitsReturned(List<Units> units) {

    public UnitsReturned {
        units = List.copyOf(units);
    }

    /**
     * @param ticket also the id of the order, which has expired
     * @param epoch the sale's when they came back: stock that was declared for a later one contains them already
     */
    @Serdeable
    public record Units(String ticket, long saleId, int epoch, String customerId, int quantity, Instant returnedAt) {}
}
