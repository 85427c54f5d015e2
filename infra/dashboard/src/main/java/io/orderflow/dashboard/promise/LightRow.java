package io.orderflow.dashboard.promise;

import io.orderflow.invariants.Offenders;
import io.orderflow.invariants.Rule;
import io.orderflow.invariants.quiescence.Light;
import java.util.List;

/**
 * One rule's line.
 *
 * @param colour {@code ok}, {@code bad}, {@code settling} or {@code unknown}
 * @param count of offenders
 * @param orMore whether counting was given up there
 * @param reason why it could not be checked
 */
record LightRow(Rule rule, String colour, long count, boolean orMore, List<String> offenders, String reason) {

    static LightRow of(Light light) {
        return switch (light) {
            case Light.Green(Rule rule) -> new LightRow(rule, "ok", 0, false, List.of(), "");
            case Light.Red(Rule rule, Offenders by) -> with(rule, "bad", by);
            case Light.Settling(Rule rule, Offenders yet) -> with(rule, "settling", yet);
            case Light.Unknown(Rule rule, String reason) -> new LightRow(rule, "unknown", 0, false, List.of(), reason);
        };
    }

    private static LightRow with(Rule rule, String colour, Offenders offenders) {
        return new LightRow(rule, colour, offenders.count(), offenders.orMore(), offenders.examples(), "");
    }

    /** Offenders are ids of orders: each leads to its path. A ticket is the id of the order that it became. */
    boolean orders() {
        return switch (rule.names()) {
            case ORDERS, TICKETS -> true;
            case CUSTOMERS, MESSAGES, SENTENCES -> false;
        };
    }
}
