package io.orderflow.invariants.quiescence;

import io.orderflow.invariants.Consumer;
import io.orderflow.invariants.OrderIds;
import io.orderflow.invariants.broker.Backlog;
import io.orderflow.invariants.broker.BrokerView;
import io.orderflow.invariants.broker.HalfMessages;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is on its way: at the broker, before its consumers, and between two attempts. */
public final class Movements {

    /** From a commit to the first look of a consumer, on a busy machine. */
    private static final Duration NEW = Duration.ofSeconds(10);

    private static final Map<String, String> TOPIC_OF = Map.of(
            "order-fan-out", "order-groups",
            "points-service", "order-events",
            "coupon-service", "order-events",
            "notify-service", "order-events",
            "order-delivery-audit", "order-events",
            "purchase-placement", "purchase-requests",
            "purchase-fan-out", "purchase-outcomes",
            "ticket-settlement", "purchase-outcomes");

    private final Backlog backlog;
    private final HalfMessages halfMessages;
    private final Clock clock;

    public Movements(BrokerView broker, Clock clock) {
        this.backlog = new Backlog(broker);
        this.halfMessages = new HalfMessages(broker, 1);
        this.clock = clock;
    }

    /** @return what moves, and only that */
    public List<Moving> now(Connection auditor) throws Exception {
        var moving = new ArrayList<Moving>();
        moving.add(new Moving(Moving.What.HALF_MESSAGES, "", halfMessages.left()));
        moving.add(new Moving(Moving.What.NEW_ORDERS, "", newOrders(auditor)));
        for (var group : TOPIC_OF.entrySet()) {
            moving.add(new Moving(Moving.What.BACKLOG, group.getKey(), backlog.of(group.getKey(), group.getValue())));
        }
        for (var consumer : Consumer.values()) {
            moving.add(new Moving(Moving.What.RETRIES, consumer.group(), retries(auditor, consumer)));
        }
        moving.removeIf(each -> each.count() == 0);
        return List.copyOf(moving);
    }

    private long newOrders(Connection auditor) throws SQLException {
        return count(
                auditor,
                "SELECT /*+ MAX_EXECUTION_TIME(5000) */ COUNT(*) FROM orders.orders WHERE id >= ?",
                OrderIds.firstAt(clock.instant().minus(NEW)));
    }

    /**
     * Failed deliveries without effect that the broker tries again: the longest gap between two attempts is 2 h. One that was
     * given up a moment ago may not have become a stored dead letter yet.
     */
    private static long retries(Connection auditor, Consumer consumer) throws SQLException {
        return count(auditor, """
                SELECT /*+ MAX_EXECUTION_TIME(5000) */ COUNT(DISTINCT f.message_id) FROM %1$s.delivery_failure f
                WHERE f.consumer_group = ? AND f.failed_at > UTC_TIMESTAMP() - INTERVAL 3 HOUR
                  AND NOT EXISTS (SELECT 1 FROM %1$s.delivery_failure g
                    WHERE g.consumer_group = f.consumer_group AND g.message_id = f.message_id
                      AND g.disposition = 'DEAD_LETTER' AND g.failed_at < UTC_TIMESTAMP() - INTERVAL 30 SECOND)
                  AND NOT %2$s
                """.formatted(consumer.schema(), consumer.applied("f.message_key")), consumer.group());
    }

    private static long count(Connection auditor, String sql, String parameter) throws SQLException {
        try (var select = auditor.prepareStatement(sql)) {
            select.setString(1, parameter);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
