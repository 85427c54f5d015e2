package io.orderflow.notification.announce;

import io.orderflow.event.OrderPlaced;
import io.orderflow.messaging.consume.PoisonMessageException;
import java.math.BigDecimal;
import java.util.Currency;

/** The words for an order that was placed. */
final class PlacedText {

    private PlacedText() {}

    static String of(OrderPlaced order) {
        if (order.total() < 0) {
            throw new PoisonMessageException("An order's total is never negative; got " + order.total());
        }
        long pieces =
                order.lines().stream().mapToLong(OrderPlaced.Line::quantity).sum();
        return "Thank you for your order of %d %s over %s."
                .formatted(pieces, pieces == 1 ? "piece" : "pieces", money(order.total(), order.currency()));
    }

    /** Minor units as people write them: 4700 EUR are "47.00 EUR", 4700 JPY are "4700 JPY". */
    private static String money(long minorUnits, String currencyCode) {
        try {
            int digits = Math.max(0, Currency.getInstance(currencyCode).getDefaultFractionDigits());
            return BigDecimal.valueOf(minorUnits, digits).toPlainString() + " " + currencyCode;
        } catch (IllegalArgumentException unknown) {
            throw new PoisonMessageException("ISO 4217 knows no currency '%s'".formatted(currencyCode), unknown);
        }
    }
}
