package io.orderflow.dashboard.promise;

import io.orderflow.dashboard.promise.OrderService.Basket;
import io.orderflow.dashboard.promise.OrderService.Line;
import io.orderflow.dashboard.signin.ServiceTokens;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Places orders as a customer does: over HTTP, each with a key of its own. */
@Singleton
class DemoOrders {

    static final String CUSTOMER = "walk-through";
    static final int MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(DemoOrders.class);
    /** Each of them may have waited for an answer. */
    private static final int ENOUGH_FAILURES = 3;

    private final OrderService orderService;
    private final ServiceTokens tokens;

    DemoOrders(OrderService orderService, ServiceTokens tokens) {
        this.orderService = orderService;
        this.tokens = tokens;
    }

    /**
     * @param slowest answer
     * @param failure of the last that failed; empty where none did
     */
    record Placed(int wanted, int accepted, Duration slowest, String failure) {}

    Placed place(int wanted) {
        int accepted = 0;
        int failed = 0;
        String failure = "";
        var slowest = Duration.ZERO;
        for (int order = 0; order < wanted && failed < ENOUGH_FAILURES; order++) {
            long begun = System.nanoTime();
            try {
                place();
                accepted++;
            } catch (RuntimeException refused) {
                LOG.warn("A demo order was not accepted: {}", refused.toString());
                failure = refused.toString();
                failed++;
            }
            var took = Duration.ofNanos(System.nanoTime() - begun);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
        }
        return new Placed(wanted, accepted, slowest, failure);
    }

    private void place() {
        var sku = orderService.products().items().getFirst().sku();
        orderService.place(
                tokens.customer(CUSTOMER), UUID.randomUUID().toString(), new Basket(List.of(new Line(sku, 1))));
    }
}
