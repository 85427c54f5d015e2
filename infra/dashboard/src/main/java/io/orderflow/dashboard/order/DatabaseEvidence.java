package io.orderflow.dashboard.order;

import io.orderflow.dashboard.page.Source;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the services' own databases prove, sampled or not: each attempt that failed, each verdict of the fence, each effect.
 */
@Singleton
class DatabaseEvidence {

    private static final int MOST = 500;

    private final Auditor auditor;

    DatabaseEvidence(Auditor auditor) {
        this.auditor = auditor;
    }

    Source<List<FailedAttempt>> failures(Service service, Collection<String> keys) {
        return Source.of(
                service.schema() + ".delivery_failure",
                () -> auditor.ask(
                        """
                SELECT consumer_group, message_id, attempt, failed_at, topic, tag, message_key, disposition, exception,
                  reason, stack_trace
                FROM %s.delivery_failure WHERE message_key IN (%s) ORDER BY failed_at LIMIT %d
                """.formatted(service.schema(), Auditor.places(keys), MOST), keys, FailedAttempt::read));
    }

    /** Keys of the messages with that id of which an attempt failed. */
    Source<List<String>> keysOf(Service service, String messageId) {
        List<String> arguments = new ArrayList<>(service.groups());
        arguments.add(messageId);
        return Source.of(
                service.schema() + ".delivery_failure",
                () -> auditor.ask(
                        """
                SELECT DISTINCT message_key FROM %s.delivery_failure WHERE consumer_group IN (%s) AND message_id = ?
                """.formatted(service.schema(), Auditor.places(service.groups())),
                        arguments,
                        row -> row.getString(1)));
    }

    /** What was decided about these transactions, in the one schema whose service publishes in transactions. */
    Source<List<Step>> fence(Collection<String> txIds) {
        if (txIds.isEmpty()) {
            return new Source.Available<>(List.of());
        }
        return Source.of(
                "orders.tx_fence",
                () -> auditor.ask(
                        """
                SELECT tx_id, outcome, decided_at FROM orders.tx_fence WHERE tx_id IN (%s)
                """.formatted(Auditor.places(txIds)),
                        txIds,
                        row -> step(
                                Service.ORDERS.title(),
                                Kind.FENCE,
                                row.getString("outcome"),
                                null,
                                row.getTimestamp("decided_at").toInstant(),
                                Map.of("tx-id", row.getString("tx_id")))));
    }

    Source<List<Step>> points(String order) {
        return effect(Service.POINTS, order, """
                SELECT created_at, CONCAT(type, ' ', points) AS what FROM points.points_entry WHERE order_id = ?
                """);
    }

    Source<List<Step>> coupons(String order) {
        return effect(Service.COUPONS, order, """
                SELECT created_at, CONCAT(kind, ' ', amount, ' ', currency) AS what FROM coupons.coupon WHERE order_id = ?
                """);
    }

    Source<List<Step>> notifications(String order) {
        return effect(Service.NOTIFICATIONS, order, """
                SELECT created_at, kind AS what FROM notifications.notification WHERE order_id = ?
                """);
    }

    private Source<List<Step>> effect(Service service, String order, String sql) {
        // The table shows whose effect it is: each of them consumes orders in one group.
        var group = service.groups().getFirst();
        return Source.of(
                service.schema(),
                () -> auditor.ask(
                        sql,
                        List.of(order),
                        row -> step(
                                service.title(),
                                Kind.EFFECT,
                                "COMMITTED",
                                group,
                                row.getTimestamp("created_at").toInstant(),
                                Map.of("effect", row.getString("what")))));
    }

    private static Step step(
            String lane, Kind kind, String outcome, @Nullable String group, Instant at, Map<String, String> facts) {
        return new Step(at, lane, kind, outcome, group, 0, null, null, null, facts);
    }
}
