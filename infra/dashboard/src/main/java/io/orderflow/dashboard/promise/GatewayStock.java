package io.orderflow.dashboard.promise;

import io.orderflow.invariants.Check;
import io.orderflow.invariants.Offenders;
import io.orderflow.invariants.Rule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** At rest the gateway offers what order-service's database has left. Figures are a moment old, so it may look again. */
record GatewayStock(GatewaySales gateway) implements Check {

    private static final int SALES = 50;
    private static final int MOST_LOOKS = 4;

    @Override
    public Rule rule() {
        return Rule.quiet(
                12, "gateway-stock", Rule.Names.SENTENCES, "a sale has left in Redis what the database has left");
    }

    @Override
    public Offenders look(Connection auditor) throws Exception {
        var apart = apart(auditor);
        for (int look = 1; look < MOST_LOOKS && apart.count() > 0; look++) {
            pause();
            apart = apart(auditor);
        }
        return apart;
    }

    private Offenders apart(Connection auditor) throws SQLException {
        var apart = Offenders.collect();
        for (var sale : gateway.newest(SALES).items()) {
            Long left = sale.left();
            Long waiting = sale.waiting();
            if (sale.sells() && left != null && waiting != null) {
                long available = available(auditor, sale.id());
                if (waiting > 0 || left != available) {
                    apart.add("sale %s: gateway %d left and %d waiting, database %d left"
                            .formatted(sale.id(), left, waiting, available));
                }
            }
        }
        return apart.found();
    }

    private static long available(Connection auditor, String sale) throws SQLException {
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
