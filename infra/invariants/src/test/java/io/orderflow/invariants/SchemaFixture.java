package io.orderflow.invariants;

import io.orderflow.testkit.TestDatabase;
import io.orderflow.testkit.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The five services' schemas on a real MySQL, made from their own migrations, holding two orders with all their effects. */
public final class SchemaFixture {

    public static final String TEA = "0199c0de-0000-7000-8000-000000000001";
    public static final String MUG = "0199c0de-0000-7000-8000-000000000002";
    public static final String STRANGER = "0199c0de-0000-7000-8000-00000000000f";

    private static final String PUBLISH = "infra/messaging/src/main/resources/db/messaging/publish";
    private static final String CONSUME = "infra/messaging/src/main/resources/db/messaging/consume";

    private static final String AUDIT = "infra/operator-audit/src/main/resources/db/audit";

    static final String DASHBOARD = "dashboard";

    private static final Map<String, List<String>> MIGRATIONS = Map.of(
            "orders", List.of(PUBLISH, CONSUME, AUDIT, "order-service/src/main/resources/db/migration"),
            "sales", List.of(CONSUME, AUDIT, "seckill-gateway/src/main/resources/db/migration"),
            "points", List.of(CONSUME, AUDIT, "points-service/src/main/resources/db/migration"),
            "coupons", List.of(CONSUME, AUDIT, "coupon-service/src/main/resources/db/migration"),
            "notifications", List.of(CONSUME, AUDIT, "notify-service/src/main/resources/db/migration"));

    private final TestServers servers = TestServers.get();

    public TestDatabase auditor() {
        return servers.audited("orders");
    }

    public void recreate() throws SQLException, IOException {
        empty();
        for (var schema : MIGRATIONS.entrySet()) {
            for (String folder : schema.getValue()) {
                for (Path script : scripts(folder)) {
                    execute(schema.getKey(), statements(Files.readString(script)));
                }
            }
        }
        twoOrders();
    }

    /** Recreates the dashboard's own tables; of no use where a dashboard runs, which migrates its schema itself. */
    void recreateDashboard() throws SQLException, IOException {
        empty(DASHBOARD);
        for (String folder : List.of(CONSUME, "infra/dashboard/src/main/resources/db/migration")) {
            for (Path script : scripts(folder)) {
                execute(DASHBOARD, statements(Files.readString(script)));
            }
        }
    }

    /** Services migrate empty schemas only. */
    public void empty() throws SQLException {
        empty(MIGRATIONS.keySet().toArray(String[]::new));
    }

    public void empty(String... only) throws SQLException {
        for (String schema : only) {
            execute(schema, dropAll(schema));
        }
    }

    public void execute(String schema, List<String> statements) throws SQLException {
        try (var connection = servers.database(schema).connect();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void twoOrders() throws SQLException {
        execute(
                "orders",
                List.of(
                        "INSERT INTO tx_fence (tx_id, outcome) VALUES ('0199c0de-0001-7000-8000-000000000001', 'COMMITTED'),"
                                + " ('0199c0de-0001-7000-8000-000000000002', 'COMMITTED'),"
                                + " ('0199c0de-0001-7000-8000-000000000003', 'ABANDONED')",
                        order(TEA, "load-r-0", 1199, "NOW(3)"),
                        order(MUG, "load-r-1", 2500, "NOW(3)"),
                        "INSERT INTO order_line VALUES ('%s', 1, 'tea-green', 1, 1100), ('%s', 2, 'tin', 1, 99), ('%s', 1, 'mug-blue', 1, 2500)"
                                .formatted(TEA, TEA, MUG)));
        execute(
                "points",
                List.of(
                        entry(TEA, 11),
                        entry(MUG, 25),
                        "INSERT INTO points_balance (customer_id, balance) VALUES ('load-r-c0', 36)"));
        execute("coupons", List.of(coupon(TEA), coupon(MUG)));
        execute("notifications", List.of(notification(TEA), notification(MUG)));
    }

    public static String order(String id, String key, long total, String seenAt) {
        return """
                INSERT INTO orders (id, customer_id, idempotency_key, request_hash, status, total, currency, placed_at,
                  seen_at, resend_after)
                VALUES ('%s', 'load-r-c0', '%s', '%s', 'PLACED', %d, 'EUR', NOW(3), %s, NOW(3))
                """.formatted(id, key, "0".repeat(64), total, seenAt);
    }

    public static String entry(String order, long points) {
        return """
                INSERT INTO points_entry (order_id, type, customer_id, points, created_at)
                VALUES ('%s', 'AWARD', 'load-r-c0', %d, NOW(3))
                """.formatted(order, points);
    }

    public static String coupon(String order) {
        return """
                INSERT INTO coupon (order_id, customer_id, kind, amount, currency, created_at, valid_until)
                VALUES ('%s', 'load-r-c0', 'SMALL', 50, 'EUR', NOW(3), NOW(3))
                """.formatted(order);
    }

    public static String notification(String order) {
        return """
                INSERT INTO notification (order_id, kind, customer_id, text, created_at)
                VALUES ('%s', 'ORDER_PLACED', 'load-r-c0', 'Thank you', NOW(3))
                """.formatted(order);
    }

    public static String deadLetter(String group, String order) {
        return """
                INSERT INTO delivery_failure (consumer_group, message_id, attempt, topic, tag, message_key, disposition,
                  exception, reason, stack_trace)
                VALUES ('%2$s', 'm-%1$s', 3, 'order-events', 'placed', '%1$s', 'DEAD_LETTER', 'x', 'y', 'z')
                """.formatted(order, group);
    }

    private List<String> dropAll(String schema) throws SQLException {
        var drops = new ArrayList<>(List.of("SET FOREIGN_KEY_CHECKS = 0"));
        try (var connection = servers.database(schema).connect();
                var tables = connection.createStatement().executeQuery("SHOW TABLES")) {
            while (tables.next()) {
                drops.add("DROP TABLE " + tables.getString(1));
            }
        }
        return drops;
    }

    private static List<Path> scripts(String folder) throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("orderflow.root"), folder))) {
            return files.sorted().toList();
        }
    }

    private static List<String> statements(String script) {
        String code = script.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
        return Arrays.stream(code.split(";\\s*(\\n|$)"))
                .filter(sql -> !sql.isBlank())
                .toList();
    }
}
