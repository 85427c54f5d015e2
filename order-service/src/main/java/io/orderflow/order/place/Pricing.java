package io.orderflow.order.place;

import io.orderflow.order.Order;
import io.orderflow.order.catalogue.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Requested lines at the catalogue's prices, or why they have none. */
sealed interface Pricing {

    /** @param lines at least one, all in {@code currency} */
    record Priced(List<Order.Line> lines, String currency) implements Pricing {

        /** @throws ArithmeticException if it does not fit into a {@code long} */
        long total() {
            return lines.stream().mapToLong(Order.Line::total).reduce(0, Math::addExact);
        }
    }

    /** @param why the answer to the request */
    record Refused(Placement why) implements Pricing {}

    /**
     * @param catalogue finds a product by its sku
     * @throws IllegalArgumentException without a line
     */
    static Pricing of(List<RequestedLine> requested, Function<String, Optional<Product>> catalogue) {
        var lines = new ArrayList<Order.Line>(requested.size());
        @Nullable String currency = null;
        for (int index = 0; index < requested.size(); index++) {
            var line = requested.get(index);
            var product = catalogue.apply(line.sku());
            if (product.isEmpty()) {
                return new Refused(new Placement.UnknownSku(index, line.sku()));
            }
            if (currency != null && !currency.equals(product.get().currency())) {
                return new Refused(new Placement.MixedCurrencies());
            }
            currency = product.get().currency();
            lines.add(new Order.Line(line.sku(), line.quantity(), product.get().price()));
        }
        if (currency == null) {
            throw new IllegalArgumentException("An order needs at least one line");
        }
        return new Priced(lines, currency);
    }
}
