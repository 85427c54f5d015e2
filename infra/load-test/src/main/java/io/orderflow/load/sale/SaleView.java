package io.orderflow.load.sale;

import io.vertx.core.json.JsonObject;

/**
 * What the gateway reports of a sale. Numbers that it does not report are -1.
 *
 * @param waiting tickets without a decision
 * @param peak the most that ever waited
 */
public record SaleView(
        String id,
        String state,
        long epoch,
        long units,
        long left,
        long waiting,
        long peak,
        long settled,
        long queueBound) {

    static SaleView of(JsonObject json) {
        return new SaleView(
                json.getValue("id").toString(),
                json.getString("state", "?"),
                number(json, "epoch"),
                number(json, "units"),
                number(json, "left"),
                number(json, "waiting"),
                number(json, "peak"),
                number(json, "settled"),
                number(json, "queueBound"));
    }

    private static long number(JsonObject json, String name) {
        var value = json.getLong(name);
        return value == null ? -1 : value;
    }

    boolean isRefused() {
        return state.equalsIgnoreCase("refused");
    }

    boolean isOpen() {
        return state.equalsIgnoreCase("open");
    }
}
