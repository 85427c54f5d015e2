package io.orderflow.load.place;

import io.orderflow.load.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Request bodies, encoded once: every order has two lines of different products, or one where there is but one product. */
record Baskets(List<byte[]> bodies) {

    static Baskets of(List<String> skus) {
        if (skus.isEmpty()) {
            throw new Refusal("There is nothing to order: name products with --skus.");
        }
        var bodies = new ArrayList<byte[]>();
        for (int first = 0; first < skus.size(); first++) {
            for (int second = first + 1; second < skus.size(); second++) {
                bodies.add(body(line(skus.get(first), 1 + first % 3), line(skus.get(second), 1)));
            }
        }
        return new Baskets(bodies.isEmpty() ? List.of(body(line(skus.getFirst(), 1))) : List.copyOf(bodies));
    }

    /** The same for the same number: a repeat of a request must not change it. */
    byte[] forRequest(int number) {
        return bodies.get(number % bodies.size());
    }

    private static byte[] body(JsonObject... lines) {
        return new JsonObject()
                .put("lines", new JsonArray(List.of(lines)))
                .toBuffer()
                .getBytes();
    }

    private static JsonObject line(String sku, int quantity) {
        return new JsonObject().put("sku", sku).put("quantity", quantity);
    }
}
