package io.orderflow.invariants;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sale 7 at rest: ten units, one ordered, one ordered and returned, one ticket refused, one expired. */
public final class SaleFixture {

    public static final String SALE = "7";
    public static final String ORDERED = "019abcde-0001-8001-8000-000000000001";
    public static final String RETURNED = "019abcde-0001-8001-8000-000000000002";
    public static final String REFUSED = "019abcde-0001-8001-8000-000000000003";
    public static final String EXPIRED = "019abcde-0001-8001-8000-000000000004";

    /** The answers that the clients received. */
    public static final Map<UUID, String> TICKETS = Map.of(
            UUID.fromString(ORDERED), "load-s-c1",
            UUID.fromString(RETURNED), "load-s-c2",
            UUID.fromString(REFUSED), "load-s-c3",
            UUID.fromString(EXPIRED), "load-s-c4");

    private SaleFixture() {}

    public static void add(SchemaFixture schemas) throws Exception {
        schemas.execute(
                "orders",
                List.of(
                        sale(),
                        "INSERT INTO sale_customer VALUES (7, 'load-s-c1', 1, 2), (7, 'load-s-c2', 0, 2)",
                        purchase(ORDERED, "c1", "ORDERED", "NULL"),
                        purchase(RETURNED, "c2", "ORDERED", "NOW(3)"),
                        purchase(REFUSED, "c3", "REFUSED", "NULL"),
                        purchase(EXPIRED, "c4", "EXPIRED", "NULL"),
                        order(ORDERED, "load-s-c1"),
                        order(RETURNED, "load-s-c2"),
                        "UPDATE orders SET status = 'EXPIRED' WHERE id = '" + RETURNED + "'"));
        schemas.execute(
                "sales",
                List.of(
                        ticket(ORDERED, "c1", "ORDERED", true),
                        ticket(RETURNED, "c2", "EXPIRED", true),
                        ticket(REFUSED, "c3", "REFUSED", false),
                        ticket(EXPIRED, "c4", "EXPIRED", false)));
        for (String order : List.of(ORDERED, RETURNED)) {
            schemas.execute("points", List.of(SchemaFixture.entry(order, 9)));
            schemas.execute("coupons", List.of(SchemaFixture.coupon(order)));
            schemas.execute("notifications", List.of(SchemaFixture.notification(order)));
        }
    }

    static String sale() {
        return """
                INSERT INTO sale (id, epoch, epoch_available, sku, price, currency, units, available, reserved, sold,
                  limit_per_customer, payment_window_seconds)
                VALUES (7, 1, 10, 'tea-green', 990, 'EUR', 10, 9, 1, 0, 2, 20)
                """;
    }

    public static String order(String id, String customer) {
        return """
                INSERT INTO orders (id, customer_id, idempotency_key, request_hash, status, total, currency, placed_at,
                  seen_at, resend_after)
                VALUES ('%1$s', '%2$s', '%1$s', '%3$s', 'PLACED', 990, 'EUR', NOW(3), NOW(3), NOW(3))
                """.formatted(id, customer, "0".repeat(64));
    }

    public static String ticket(String id, String customer, String status, boolean ordered) {
        return """
                INSERT INTO ticket (id, sale_id, epoch, customer_id, quantity, status, ordered, decided_at)
                VALUES ('%s', 7, 1, 'load-s-%s', 1, '%s', %b, NOW(3))
                """.formatted(id, customer, status, ordered);
    }

    private static String purchase(String ticket, String customer, String decision, String returnedAt) {
        return """
                INSERT INTO purchase (ticket, sale_id, epoch, customer_id, quantity, decision, decided_at, returned_at)
                VALUES ('%s', 7, 1, 'load-s-%s', 1, '%s', NOW(3), %s)
                """.formatted(ticket, customer, decision, returnedAt);
    }
}
