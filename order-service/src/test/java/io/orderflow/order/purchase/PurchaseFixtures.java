package io.orderflow.order.purchase;

import io.orderflow.event.PurchaseRequested;
import io.orderflow.order.sale.Sale;
import java.time.Instant;

/** Requests and sales for tests without a database. */
final class PurchaseFixtures {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final long SALE = 7;
    static final int EPOCH = 2;

    private PurchaseFixtures() {}

    static Sale sale(long available, long price) {
        return new Sale(SALE, EPOCH, available, "kettle", price, "EUR", 100, available, 0, 100 - available, 5, 0);
    }

    /** @param number of the ticket, 0 to 9 */
    static PurchaseRequested request(int number, int epoch, int quantity) {
        return new PurchaseRequested(
                ticket(number), SALE, epoch, "customer-" + number, quantity, NOW.minusSeconds(1), NOW.plusSeconds(60));
    }

    static PurchaseRequested request(int number, int quantity) {
        return request(number, EPOCH, quantity);
    }

    static String ticket(int number) {
        return "0190a5b0-0000-8000-8000-00000000000" + number;
    }
}
