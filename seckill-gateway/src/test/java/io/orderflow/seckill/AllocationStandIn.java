package io.orderflow.seckill;

import io.micronaut.context.annotation.Requires;
import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.SaleEvents;
import io.orderflow.event.SaleWarming;
import io.orderflow.event.SaleWarmingRefused;
import io.orderflow.event.StockDeclared;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stands in for order-service: declares what a test sets as left of a sale, or all of its units. */
@RocketMQListener(value = "sale-allocation", threads = 2)
@Requires(property = "test.allocation", value = "true")
public class AllocationStandIn {

    public static final String UNKNOWN_SKU = "never-heard-of";

    private static final Map<Long, Long> LEFT = new ConcurrentHashMap<>();
    private static volatile boolean silent;

    private final Declarations declarations;

    AllocationStandIn(Declarations declarations) {
        this.declarations = declarations;
    }

    @RocketMQClient
    @Topic(SaleEvents.TOPIC)
    public interface Declarations {

        @Tag(SaleEvents.STOCK_DECLARED)
        void declared(@MessageKey String saleId, @MessageBody StockDeclared stock);

        @Tag(SaleEvents.WARMING_REFUSED)
        void refused(@MessageKey String saleId, @MessageBody SaleWarmingRefused refusal);
    }

    public static void left(long saleId, long units) {
        LEFT.put(saleId, units);
    }

    /** As if it were unavailable: requests are ignored meanwhile. */
    public static void beSilent(boolean wanted) {
        silent = wanted;
    }

    @Topic(SaleEvents.TOPIC)
    @Tag(SaleEvents.WARMING)
    void warming(@MessageBody SaleWarming sale) {
        if (silent) {
            return;
        }
        String key = Long.toString(sale.saleId());
        if (sale.sku().equals(UNKNOWN_SKU)) {
            declarations.refused(key, new SaleWarmingRefused(sale.saleId(), sale.epoch(), "There is no such sku"));
        } else {
            declarations.declared(
                    key,
                    new StockDeclared(sale.saleId(), sale.epoch(), LEFT.getOrDefault(sale.saleId(), sale.units())));
        }
    }
}
