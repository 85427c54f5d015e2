package io.orderflow.load.place;

import io.orderflow.invariants.Check;
import io.orderflow.invariants.Offenders;
import io.orderflow.invariants.Rule;
import java.sql.Connection;

/** Sends some of the accepted requests once more: their keys must lead to the same orders. */
public final class RepeatedRequests implements Check {

    private static final int SAMPLE = 50;

    private final OrderTraffic traffic;
    private final PlacementLog log;

    public RepeatedRequests(OrderTraffic traffic, PlacementLog log) {
        this.traffic = traffic;
        this.log = log;
    }

    @Override
    public Rule rule() {
        return Rule.quiet(
                7,
                "repeat-leads-to-order",
                Rule.Names.ORDERS,
                "a repeated request is answered with the order of the first");
    }

    @Override
    public Offenders look(Connection auditor) throws Exception {
        var others = Offenders.collect();
        for (var first : log.acceptedSample(SAMPLE).entrySet()) {
            var again = traffic.repeat(first.getKey());
            if (!again.equals(new Answer.Accepted(first.getValue()))) {
                others.add(first.getValue() + " → " + again);
            }
        }
        return others.found();
    }
}
