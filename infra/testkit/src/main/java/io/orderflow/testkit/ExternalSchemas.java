package io.orderflow.testkit;

import io.orderflow.local.servers.Topology;
import java.sql.Connection;
import java.sql.SQLException;

/** Drops what earlier test runs left on a server, and refuses to drop anything else. */
final class ExternalSchemas {

    /** Exists where, and only where, these tests have made Orderflow's schemas. */
    private static final String MARKER = "orderflow_tests";

    private final Connection administrator;

    ExternalSchemas(Connection administrator) {
        this.administrator = administrator;
    }

    void dropThoseOfEarlierRuns(Topology topology) throws SQLException {
        boolean ours = exists(MARKER);
        for (var schema : topology.schemas()) {
            if (exists(schema.name()) && !ours) {
                throw new TestEnvironmentException(
                        "-Dtest.env=external: schema %s exists and was not made by these tests, which would drop it; give a MySQL that is for tests alone."
                                .formatted(schema.name()));
            }
        }
        execute("CREATE SCHEMA IF NOT EXISTS " + MARKER);
        for (var schema : topology.schemas()) {
            execute("DROP SCHEMA IF EXISTS " + schema.name());
        }
    }

    private boolean exists(String schema) throws SQLException {
        try (var statement =
                administrator.prepareStatement("SELECT 1 FROM information_schema.schemata WHERE schema_name = ?")) {
            statement.setString(1, schema);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = administrator.createStatement()) {
            statement.execute(sql);
        }
    }
}
