package io.orderflow.load.sale;

import io.vertx.core.json.JsonObject;

/** What the gateway says of a sale. Numbers that it does not tell are -1. */
public record SaleView(
        String id, String state, long epoch, long units, long left, long waiting, long settled, long queueBound) {

    static SaleView of(JsonObject json) {
        return new SaleView(
                json.getValue("id").toString(),
                json.getString("state", "?"),
                json.getLong("epoch", -1L),
                json.getLong("units", -1L),
                json.getLong("left", -1L),
                json.getLong("waiting", -1L),
                json.getLong("settled", -1L),
                json.getLong("queueBound", -1L));
    }

    boolean isOpen() {
        return state.equalsIgnoreCase("open");
    }
}
