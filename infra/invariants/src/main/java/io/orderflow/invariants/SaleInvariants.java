package io.orderflow.invariants;

import static io.orderflow.invariants.Rule.Names.CUSTOMERS;
import static io.orderflow.invariants.Rule.Names.SENTENCES;
import static io.orderflow.invariants.Rule.Names.TICKETS;

import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What order-service's and the gateway's tables must hold for one sale, or for all of them. In the queries
 * <code>{column}</code> stands for "this column's sale is meant".
 */
final class SaleInvariants {

    private static final Pattern MEANT = Pattern.compile("\\{([a-z_.]+)\\}");

    private final @Nullable String sale;

    /** @param sale null for all */
    SaleInvariants(@Nullable String sale) {
        this.sale = sale;
    }

    List<Check> all() {
        return List.of(
                check(
                        Rule.always(
                                1,
                                "stock-is-all-there",
                                SENTENCES,
                                "what is left and what the orders hold is all of the stock"),
                        """
                        SELECT CONCAT('sale ', id, ': ', available, ' left, ', taken, ' taken, orders hold ', held, ' of ', units)
                        FROM (SELECT s.id, s.available, s.reserved + s.sold AS taken, s.units,
                                COALESCE((SELECT SUM(p.quantity) FROM orders.purchase p WHERE p.sale_id = s.id
                                          AND p.decision = 'ORDERED' AND p.returned_at IS NULL), 0) AS held
                              FROM orders.sale s WHERE {s.id}) AS stock
                        WHERE available + held <> units OR taken <> held
                        """),
                check(Rule.always(2, "limit-is-kept", CUSTOMERS, "nobody holds more than the sale's limit"), """
                        SELECT p.customer_id FROM orders.purchase p JOIN orders.sale s ON s.id = p.sale_id
                        WHERE {p.sale_id} AND p.decision = 'ORDERED' AND p.returned_at IS NULL
                        GROUP BY p.sale_id, p.customer_id, s.limit_per_customer
                        HAVING SUM(p.quantity) > s.limit_per_customer
                        """),
                check(
                        Rule.always(
                                2,
                                "charged-with-own-orders",
                                CUSTOMERS,
                                "a customer is charged with the units of the customer's own orders"),
                        """
                        SELECT customer_id FROM (
                          SELECT sale_id, customer_id, units FROM orders.sale_customer WHERE {sale_id}
                          UNION ALL
                          SELECT sale_id, customer_id, -quantity FROM orders.purchase
                          WHERE {sale_id} AND decision = 'ORDERED' AND returned_at IS NULL) AS both_sides
                        GROUP BY sale_id, customer_id HAVING SUM(units) <> 0
                        """),
                check(Rule.always(3, "ordered-ticket-is-order", TICKETS, "a ticket that was ordered is an order"), """
                        SELECT p.ticket FROM orders.purchase p
                        WHERE {p.sale_id} AND p.decision = 'ORDERED'
                          AND NOT EXISTS (SELECT 1 FROM orders.orders o WHERE o.id = p.ticket
                                          AND o.customer_id = p.customer_id)
                        """),
                check(
                        Rule.always(3, "other-ticket-is-none", TICKETS, "a ticket that was not ordered is no order"),
                        """
                        SELECT p.ticket FROM orders.purchase p JOIN orders.orders o ON o.id = p.ticket
                        WHERE {p.sale_id} AND p.decision <> 'ORDERED'
                        """),
                check(
                        Rule.quiet(
                                14,
                                "gateway-knows-decisions",
                                TICKETS,
                                "what order-service has decided, the gateway knows"),
                        """
                        SELECT p.ticket FROM orders.purchase p LEFT JOIN sales.ticket t ON t.id = p.ticket
                        WHERE {p.sale_id} AND (t.id IS NULL OR t.customer_id <> p.customer_id
                          OR t.quantity <> p.quantity
                          OR t.status <> IF(p.returned_at IS NULL, p.decision, t.status)
                          OR t.ordered <> (p.decision = 'ORDERED'))
                        """),
                check(
                        Rule.always(
                                14,
                                "gateway-knows-no-other",
                                TICKETS,
                                "the gateway knows no decision that order-service has not made"),
                        """
                        SELECT t.id FROM sales.ticket t
                        WHERE {t.sale_id} AND NOT EXISTS (SELECT 1 FROM orders.purchase p WHERE p.ticket = t.id)
                        """));
    }

    List<Check> effects(DeadLetters deadLetters) {
        return Stream.of(Consumer.POINTS, Consumer.COUPONS, Consumer.NOTIFICATIONS)
                .map(consumer -> applied(consumer, deadLetters))
                .toList();
    }

    private Check applied(Consumer consumer, DeadLetters deadLetters) {
        return check(
                Rule.quiet(
                        9,
                        "sale-applied-" + consumer.schema(),
                        TICKETS,
                        "an order of the sale has %s, or an open dead letter".formatted(consumer.effect())),
                """
                SELECT p.ticket FROM orders.purchase p
                WHERE {p.sale_id} AND p.decision = 'ORDERED'
                  AND NOT %s AND NOT EXISTS %s
                """.formatted(consumer.applied("p.ticket"), deadLetters.stands(consumer, "p.ticket")));
    }

    private Check check(Rule rule, String sql) {
        if (sale == null) {
            return new SqlCheck(rule, MEANT.matcher(sql).replaceAll("TRUE"));
        }
        int columns = (int) MEANT.matcher(sql).results().count();
        return new SqlCheck(rule, MEANT.matcher(sql).replaceAll("$1 = ?"), Collections.nCopies(columns, sale));
    }
}
