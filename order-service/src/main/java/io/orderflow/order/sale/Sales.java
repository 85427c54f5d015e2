package io.orderflow.order.sale;

import static java.util.Comparator.comparing;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stock of every sale. No unit is sold twice and no customer gets more than the limit: the tables' own checks guarantee
 * it, however old the data a caller has read.
 *
 * <p>A transaction that changes both writes customers first, in order, and sales last, in order: so none wait in a circle, and
 * a sale's one row, which they all need, is locked for the shortest time.
 */
@Singleton
public class Sales {

    /**
     * Units that a customer orders, or gives back.
     *
     * @param sale as it was read; if its epoch has changed since, nothing happens
     */
    public record Share(Sale sale, String customerId, int units) {}

    private final SaleRows sales;
    private final CustomerUnitsRows customers;

    Sales(SaleRows sales, CustomerUnitsRows customers) {
        this.sales = sales;
        this.customers = customers;
    }

    @Transactional(readOnly = true)
    public List<Sale> withIds(Collection<Long> ids) {
        return sales.withIds(ids);
    }

    /** Those that were announced last, latest first. */
    @Transactional(readOnly = true)
    List<Sale> latest(int count) {
        return sales.latest(count);
    }

    /**
     * Writes into the transaction that is open.
     *
     * @throws io.micronaut.data.exceptions.DataAccessException among others, if one would have more than the limit
     */
    public void addToCustomers(List<Share> shares) {
        customers.add(byCustomer(shares));
    }

    /** Writes into the transaction that is open. */
    public void subtractFromCustomers(List<Share> shares) {
        customers.subtract(byCustomer(shares));
    }

    /**
     * Writes into the transaction that is open, and should be the last to do so.
     *
     * @throws SaleMovedException if less is left, or the sale's epoch is another one
     */
    public void take(List<Share> shares) {
        bySale(shares).forEach((sale, units) -> {
            long taken = sale.awaitsPayment()
                    ? sales.reserve(sale.id(), sale.epoch(), units)
                    : sales.sell(sale.id(), sale.epoch(), units);
            check(taken, sale, units);
        });
    }

    /**
     * Writes into the transaction that is open, and should be the last to do so.
     *
     * @throws SaleMovedException if the sale's epoch is another one
     */
    public void giveBack(List<Share> shares) {
        bySale(shares).forEach((sale, units) -> check(sales.giveBack(sale.id(), sale.epoch(), units), sale, units));
    }

    private static void check(long rows, Sale sale, long units) {
        if (rows != 1) {
            throw new SaleMovedException(sale.id(), sale.epoch(), units);
        }
    }

    private static Map<Sale, Long> bySale(List<Share> shares) {
        Map<Sale, Long> units = new TreeMap<>(comparing(Sale::id));
        shares.forEach(share -> units.merge(share.sale(), (long) share.units(), Long::sum));
        return units;
    }

    private static List<CustomerUnits> byCustomer(List<Share> shares) {
        Map<CustomerUnits, CustomerUnits> rows =
                new TreeMap<>(comparing(CustomerUnits::saleId).thenComparing(CustomerUnits::customerId));
        for (Share share : shares) {
            var row = new CustomerUnits(
                    share.sale().id(),
                    share.customerId(),
                    share.units(),
                    share.sale().limitPerCustomer());
            rows.merge(row, row, CustomerUnits::plus);
        }
        return List.copyOf(rows.values());
    }
}
