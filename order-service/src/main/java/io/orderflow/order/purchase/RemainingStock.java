package io.orderflow.order.purchase;

import io.orderflow.order.sale.Sale;
import java.util.HashMap;
import java.util.Map;

/** Units left after the earlier members of a group, by the stock that was read. For one thread. */
final class RemainingStock {

    private final Map<Long, Long> units = new HashMap<>();

    /** @return false, and nothing is taken, if fewer are left */
    boolean take(Sale sale, int quantity) {
        long left = units.getOrDefault(sale.id(), sale.available()) - quantity;
        if (left < 0) {
            return false;
        }
        units.put(sale.id(), left);
        return true;
    }
}
