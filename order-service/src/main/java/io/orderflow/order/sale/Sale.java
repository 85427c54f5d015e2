package io.orderflow.order.sale;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.orderflow.event.SaleWarming;
import java.time.Duration;

/**
 * A row of {@code sale}: what a flash sale may sell, and has sold. Its terms (sku, price, units, limit, payment window)
 * never change; {@code available + reserved + sold} is always {@code units}.
 *
 * @param epoch tickets of an older one are refused
 * @param epochAvailable what was available when this epoch began
 * @param price of one unit, in minor units of {@code currency}
 * @param reserved ordered, and payment is awaited
 * @param sold ordered, and no payment is awaited any more
 * @param paymentWindowSeconds 0 if no payment is awaited
 */
@MappedEntity("sale")
public record Sale(
        @Id long id,
        int epoch,
        long epochAvailable,
        String sku,
        long price,
        String currency,
        long units,
        long available,
        long reserved,
        long sold,
        int limitPerCustomer,
        long paymentWindowSeconds) {

    static Sale beginning(SaleWarming warming, String currency) {
        return new Sale(
                warming.saleId(),
                warming.epoch(),
                warming.units(),
                warming.sku(),
                warming.price(),
                currency,
                warming.units(),
                warming.units(),
                0,
                0,
                warming.limitPerCustomer(),
                warming.paymentWindowSeconds());
    }

    public boolean awaitsPayment() {
        return paymentWindowSeconds > 0;
    }

    public Duration paymentWindow() {
        return Duration.ofSeconds(paymentWindowSeconds);
    }

    boolean hasTermsOf(SaleWarming warming) {
        return sku.equals(warming.sku())
                && price == warming.price()
                && units == warming.units()
                && limitPerCustomer == warming.limitPerCustomer()
                && paymentWindowSeconds == warming.paymentWindowSeconds();
    }
}
