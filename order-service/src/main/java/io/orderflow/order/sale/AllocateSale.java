package io.orderflow.order.sale;

import io.micronaut.transaction.annotation.Transactional;
import io.orderflow.event.SaleWarming;
import io.orderflow.order.catalogue.Catalogue;
import io.orderflow.order.catalogue.Product;
import io.orderflow.order.sale.Allocation.Declared;
import io.orderflow.order.sale.Allocation.Outdated;
import io.orderflow.order.sale.Allocation.Refused;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Begins an epoch of a sale: from the commit on no ticket of an earlier epoch is ordered, so what is available then
 * can be allocated.
 *
 * <p>The number is read under the row's lock and kept with the epoch: a repeat answers the same, whatever has been ordered
 * or given back since. What comes back later is published as {@code returned} with this epoch, and so is counted once.
 */
@Singleton
class AllocateSale {

    private static final int HIGHEST_LIMIT = 1_000_000;
    private static final Duration LONGEST_PAYMENT_WINDOW = Duration.ofDays(365);

    private final SaleRows sales;
    private final Catalogue catalogue;

    AllocateSale(SaleRows sales, Catalogue catalogue) {
        this.sales = sales;
        this.catalogue = catalogue;
    }

    @Transactional
    Allocation allocate(SaleWarming warming) {
        Optional<Product> product = catalogue.find(warming.sku());
        if (product.isEmpty()) {
            return new Refused(
                    "The catalogue has no sku '%s'; GET /products tells which there are".formatted(warming.sku()));
        }
        Optional<Refused> senseless = senseless(warming);
        if (senseless.isPresent()) {
            return senseless.get();
        }
        sales.insertIfAbsent(Sale.beginning(warming, product.get().currency()));
        Sale sale = sales.lock(warming.saleId());
        if (!sale.hasTermsOf(warming)) {
            return new Refused(
                    "Sale %d has begun with other terms: sku %s, price %d, %d units, %d per customer, %s to pay"
                            .formatted(
                                    sale.id(),
                                    sale.sku(),
                                    sale.price(),
                                    sale.units(),
                                    sale.limitPerCustomer(),
                                    sale.paymentWindow()));
        }
        if (warming.epoch() < sale.epoch()) {
            return new Outdated();
        }
        if (warming.epoch() > sale.epoch()) {
            sales.beginEpoch(sale.id(), warming.epoch());
            return new Declared(sale.available());
        }
        return new Declared(sale.epochAvailable());
    }

    private static Optional<Refused> senseless(SaleWarming warming) {
        if (warming.saleId() < 1 || warming.epoch() < 1 || warming.units() < 1 || warming.limitPerCustomer() < 1) {
            return Optional.of(new Refused("Sale, epoch, units and limit per customer must be at least 1"));
        }
        if (warming.limitPerCustomer() > HIGHEST_LIMIT) {
            return Optional.of(new Refused("The limit per customer must be at most " + HIGHEST_LIMIT));
        }
        if (warming.price() < 0 || warming.price() > Long.MAX_VALUE / warming.limitPerCustomer()) {
            return Optional.of(new Refused("The price must not be negative, nor too large for one order"));
        }
        if (warming.paymentWindowSeconds() < 0 || warming.paymentWindowSeconds() > LONGEST_PAYMENT_WINDOW.toSeconds()) {
            return Optional.of(new Refused(
                    "The payment window must be between 0 and %d days".formatted(LONGEST_PAYMENT_WINDOW.toDays())));
        }
        return Optional.empty();
    }
}
