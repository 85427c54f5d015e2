package io.orderflow.invariants.schema;

import java.util.List;
import java.util.Map;

/** Rows in every table, as they could be written before text became exact, by module. */
final class OldRows {

    private static final String ID = "'0199c0de-0000-7000-8000-000000000001'";
    private static final String HASH = "'" + "0".repeat(64) + "'";
    private static final String FENCE = "INSERT INTO tx_fence (tx_id, outcome) VALUES (%s, 'COMMITTED')".formatted(ID);
    private static final String FAILURE = """
            INSERT INTO delivery_failure (consumer_group, message_id, attempt, topic, tag, message_key, disposition,
              exception, reason, stack_trace)
            VALUES ('group ', 'message', 1, 'topic', 'tag', %s, 'REDELIVER', 'x', '茶 ', 'at …')
            """.formatted(ID);

    static final Map<String, List<String>> BY_MODULE = Map.of(
            "order-service",
                    List.of(
                            FENCE,
                            FAILURE,
                            "INSERT INTO product VALUES ('茶 ', 'Tea, \uD83C\uDF75 ', 1100, 'EUR')",
                            """
                            INSERT INTO orders VALUES (%1$s, 'zoë ', 'key', %2$s, 'PLACED', 1, 'EUR', NOW(3), NULL, NOW(3))
                            """.formatted(ID, HASH),
                            "INSERT INTO order_line VALUES (%s, 1, '茶 ', 1, 1)".formatted(ID),
                            "INSERT INTO sale VALUES (7, 1, 3, '茶 ', 1, 'EUR', 3, 2, 0, 1, 2, 0)",
                            "INSERT INTO sale_customer VALUES (7, 'zoë ', 1, 2), (7, 'Zoë', 0, 2)",
                            """
                            INSERT INTO purchase VALUES (%s, 7, 1, 'zoë ', 1, 'ORDERED', NULL, NOW(3), NULL, NULL)
                            """.formatted(ID)),
            "points-service", List.of(FAILURE, """
                            INSERT INTO points_entry (order_id, type, customer_id, points, created_at)
                            VALUES (%s, 'AWARD', 'zoë ', 11, NOW(3))
                            """.formatted(ID), "INSERT INTO points_balance VALUES ('zoë ', 11)"),
            "coupon-service", List.of(FAILURE, """
                            INSERT INTO coupon (order_id, customer_id, kind, amount, currency, created_at, valid_until)
                            VALUES (%s, 'zoë ', 'SMALL', 50, 'EUR', NOW(3), NOW(3))
                            """.formatted(ID)),
            "notify-service", List.of(FAILURE, """
                            INSERT INTO notification (order_id, kind, customer_id, text, created_at)
                            VALUES (%s, 'ORDER_PLACED', 'zoë ', 'Thank you \uD83D\uDE4F ', NOW(3))
                            """.formatted(ID)),
            "seckill-gateway", List.of(FAILURE, """
                            INSERT INTO sale (sku, price, units, limit_per_customer, opens_at, closes_at, queue_bound,
                              admission_rate, payment_window_seconds, token_required, phase, epoch, warm_epoch, created_at,
                              created_by)
                            VALUES ('茶 ', 1, 1, 1, NOW(3), NOW(3) + INTERVAL 1 DAY, 1, 0, 0, FALSE, 'OPEN', 1, 1, NOW(3), 'olga ')
                            """, """
                            INSERT INTO ticket VALUES (%s, 1, 1, 'zoë ', 1, 'ORDERED', NULL, TRUE, NOW(3))
                            """.formatted(ID)),
            "infra/dashboard",
                    List.of(
                            FAILURE,
                            """
                            INSERT INTO operator_action (at, actor, action, subject, reason, result)
                            VALUES (NOW(6), 'olga ', 'redeliver', '1', '茶', 'done ')
                            """,
                            """
                            INSERT INTO journal_entry (at, service, instance, step, message_key, attempt, outcome, micros, stack)
                            VALUES (NOW(6), 'order-service', 'i', 'SENT', '茶 ', 0, 'DONE', 1, 'at …')
                            """,
                            "INSERT INTO journal_member VALUES ('a', '茶 ', NOW(6)), ('A', '茶 ', NOW(6))",
                            "INSERT INTO journal_batch VALUES ('order-service', 'i', 1, NOW(6))",
                            "INSERT INTO journal_gap VALUES ('2026-01-01 00:00:00', 'order-service', 2, 0, 1)",
                            "INSERT INTO transaction_minute VALUES ('2026-01-01 00:00:00', 'COMMITTED', 3)",
                            """
                            INSERT INTO dead_letter (consumer_group, producer_group, topic, tag, message_key, message_id,
                              origin_message_id, tx_id, body, properties, attempts, born_at, dead_at, taken_at, state)
                            VALUES ('group', '', 'topic', 'tag', '茶 ', 'm', 'm', '', '{}', '{"k":"é"}', 3, NOW(3), NOW(3),
                              NOW(6), 'OPEN')
                            """,
                            "INSERT INTO dead_letter_attempt VALUES (1, 1, NOW(3), 'REDELIVER', 'x', 'y ', 'at …')"));

    private OldRows() {}
}
