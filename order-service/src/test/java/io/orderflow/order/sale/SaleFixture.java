package io.orderflow.order.sale;

import io.orderflow.event.SaleWarming;
import io.orderflow.order.FlashSale;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Sales that have begun, without the gateway. */
@Singleton
public class SaleFixture {

    private final AllocateSale allocateSale;
    private final SaleRows sales;

    SaleFixture(AllocateSale allocateSale, SaleRows sales) {
        this.allocateSale = allocateSale;
        this.sales = sales;
    }

    /** A new sale in epoch 1. */
    public long tea(long units, int limit) {
        return tea(units, limit, Duration.ZERO);
    }

    public long tea(long units, int limit, Duration paymentWindow) {
        long saleId = FlashSale.newId();
        allocated(FlashSale.tea(saleId, 1, units, limit, paymentWindow));
        return saleId;
    }

    /** @return what is declared for it */
    public long beginEpoch(long saleId, int epoch) {
        var sale = sales.withIds(java.util.List.of(saleId)).getFirst();
        return allocated(FlashSale.tea(saleId, epoch, sale.units(), sale.limitPerCustomer(), sale.paymentWindow()));
    }

    private long allocated(SaleWarming warming) {
        return switch (allocateSale.allocate(warming)) {
            case Allocation.Declared(var available) -> available;
            case Allocation.Outdated outdated -> throw new IllegalStateException("Outdated");
            case Allocation.Refused(var reason) -> throw new IllegalStateException(reason);
        };
    }
}
