package io.orderflow.seckill.sale;

import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Async;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates a sale for trying things out if there is none. */
@Singleton
@Requires(property = "sales.demo", value = "true")
class DemoSale {

    private static final Logger LOG = LoggerFactory.getLogger(DemoSale.class);
    private static final String SKU = "kettle-steel";
    private static final long PRICE = 4_900;
    private static final long UNITS = 1_000;
    private static final int LIMIT = 2;
    private static final long QUEUE_BOUND = 10_000;
    private static final Duration PAYMENT_WINDOW = Duration.ofMinutes(15);

    private final Sales sales;
    private final Clock clock;

    DemoSale(Sales sales, Clock clock) {
        this.sales = sales;
        this.clock = clock;
    }

    @EventListener
    @Async(TaskExecutors.BLOCKING)
    void started(ServerStartupEvent started) {
        try {
            if (sales.none()) {
                LOG.info("Sale {} is there to try things on", create().id());
            }
        } catch (RuntimeException failed) {
            LOG.warn("There is no sale to try things on: {}", failed.toString());
        }
    }

    private Sale create() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return sales.create(new Sale(
                0,
                SKU,
                PRICE,
                UNITS,
                LIMIT,
                now,
                now.plus(Duration.ofDays(3650)),
                QUEUE_BOUND,
                0,
                PAYMENT_WINDOW.toSeconds(),
                false,
                Sale.Phase.OPEN,
                1,
                0,
                null,
                null,
                now,
                "demo",
                null,
                1));
    }
}
