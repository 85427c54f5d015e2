package io.orderflow.dashboard.promise;

import io.orderflow.invariants.Check;
import io.orderflow.invariants.Offenders;
import io.orderflow.invariants.Rule;
import java.sql.Connection;

/** By the gateway's own account of the most tickets that ever waited. */
record QueueBound(GatewaySales gateway) implements Check {

    private static final int SALES = 50;

    @Override
    public Rule rule() {
        return Rule.always(14, "queue-in-bounds", Rule.Names.SENTENCES, "a sale's queue never was above its bound");
    }

    @Override
    public Offenders look(Connection auditor) {
        var above = Offenders.collect();
        for (var sale : gateway.newest(SALES).items()) {
            Long peak = sale.peak();
            if (peak != null && peak > sale.queueBound()) {
                above.add("sale %s: %d of %d".formatted(sale.id(), peak, sale.queueBound()));
            }
        }
        return above.found();
    }
}
