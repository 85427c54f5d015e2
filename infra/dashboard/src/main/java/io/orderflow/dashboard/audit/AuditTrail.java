package io.orderflow.dashboard.audit;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.orderflow.dashboard.page.ParallelQueries;
import io.orderflow.dashboard.page.ParallelQueries.Asked;
import io.orderflow.dashboard.page.Source;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What operators did, wherever it was recorded: by the dashboard, and by each service that did it. Read as a user without the
 * right to write.
 */
@Singleton
class AuditTrail {

    private static final int PATIENCE_SECONDS = 3;

    /** Schema by service. */
    private static final Map<String, String> WRITERS = Map.of(
            "dashboard", "dashboard",
            "order-service", "orders",
            "points-service", "points",
            "coupon-service", "coupons",
            "notify-service", "notifications",
            "seckill-gateway", "sales");

    private final DataSource database;

    AuditTrail(@Named("auditor") DataSource database) {
        // Each question takes a connection of its own, whatever transaction is open.
        this.database = DelegatingDataSource.unwrapDataSource(database);
    }

    /** @param failing whose actions may be missing, and why */
    record Trail(List<Entry> entries, List<ParallelQueries.Failing> failing) {

        Trail {
            entries = List.copyOf(entries);
            failing = List.copyOf(failing);
        }
    }

    /** @return the latest of all, latest first */
    Trail latest(int most) {
        try (var queries = new ParallelQueries()) {
            List<Asked<List<Entry>>> all = new ArrayList<>();
            WRITERS.forEach((service, schema) -> all.add(queries.ask(
                    service, () -> Source.of(schema + ".operator_action", () -> read(service, schema, most)))));
            var entries = all.stream()
                    .flatMap(asked -> queries.answer(asked, List.of()).stream())
                    .sorted(Comparator.comparing(Entry::at).reversed())
                    .limit(most)
                    .toList();
            return new Trail(entries, queries.failing());
        }
    }

    private List<Entry> read(String service, String schema, int most) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("""
                        SELECT at, request_id, actor, action, subject, reason, result FROM %s.operator_action
                        ORDER BY id DESC LIMIT ?
                        """.formatted(schema))) {
            query.setQueryTimeout(PATIENCE_SECONDS);
            query.setInt(1, most);
            Map<String, List<Entry>> requests = new LinkedHashMap<>();
            try (var rows = query.executeQuery()) {
                int alone = 0;
                while (rows.next()) {
                    var request = rows.getString("request_id");
                    requests.computeIfAbsent(
                                    request.isEmpty() ? "alone " + alone++ : request, first -> new ArrayList<>())
                            .add(new Entry(
                                    rows.getTimestamp("at").toInstant(),
                                    service,
                                    rows.getString("actor"),
                                    rows.getString("action"),
                                    rows.getString("subject"),
                                    rows.getString("reason"),
                                    rows.getString("result")));
                }
            }
            return requests.values().stream()
                    .flatMap(rows -> Entry.ofRequest(rows).stream())
                    .toList();
        }
    }
}
