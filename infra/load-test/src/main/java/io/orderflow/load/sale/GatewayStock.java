package io.orderflow.load.sale;

import io.orderflow.invariants.Check;
import io.orderflow.invariants.Offenders;
import io.orderflow.invariants.Rule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** At rest the gateway offers what order-service's database has left. Returned units take a moment to arrive. */
public final class GatewayStock implements Check {

    private static final int MOST_LOOKS = 20;

    private final SaleClient client;
    private final String sale;
    private final int mostLooks;

    public GatewayStock(SaleClient client, String sale) {
        this(client, sale, MOST_LOOKS);
    }

    GatewayStock(SaleClient client, String sale, int mostLooks) {
        this.client = client;
        this.sale = sale;
        this.mostLooks = mostLooks;
    }

    @Override
    public Rule rule() {
        return Rule.quiet(
                12,
                "gateway-stock",
                Rule.Names.SENTENCES,
                "the gateway has left what the database has, and nothing waits");
    }

    @Override
    public Offenders look(Connection auditor) throws Exception {
        var view = client.view(sale);
        long available = available(auditor);
        for (int look = 1; look < mostLooks && !agrees(view, available); look++) {
            pause();
            view = client.view(sale);
            available = available(auditor);
        }
        return agrees(view, available)
                ? Offenders.none()
                : new Offenders(
                        1,
                        List.of("sale %s: gateway %d left and %d waiting, database %d left"
                                .formatted(sale, view.left(), view.waiting(), available)));
    }

    private static boolean agrees(SaleView view, long available) {
        return view.left() == available && view.waiting() == 0;
    }

    private long available(Connection auditor) throws SQLException {
        try (var select = auditor.prepareStatement("SELECT available FROM orders.sale WHERE id = ?")) {
            select.setString(1, sale);
            try (var row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : -1;
            }
        }
    }

    private static boolean pause() throws InterruptedException {
        // Never counted down: this only waits.
        return new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
    }
}
