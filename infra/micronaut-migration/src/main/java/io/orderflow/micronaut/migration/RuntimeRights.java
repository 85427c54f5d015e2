package io.orderflow.micronaut.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * What a service may do in its schema, table by table, granted after each migration: to read and write rows, and nothing to
 * tables themselves. It may read every table, by a right to the schema that is granted when its account is created.
 *
 * <p>Flyway's history is read-only. A table called {@code operator_action}, in whatever schema, is append-only. To make another
 * table append-only, add its name to {@link #APPEND_ONLY}.
 */
final class RuntimeRights implements Callback {

    private static final Set<String> APPEND_ONLY = Set.of("operator_action");

    private final DataSource service;

    RuntimeRights(DataSource service) {
        this.service = service;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public String getCallbackName() {
        return "run-time rights";
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            String account = account();
            Connection owner = context.getConnection();
            for (String table : tables(owner, context.getConfiguration().getTable())) {
                grant(owner, table, account);
            }
        } catch (SQLException refused) {
            throw new FlywayException("The service's rights to its tables could not be granted", refused);
        }
    }

    /** As MySQL knows the service: its user, and where it may come from. */
    private String account() throws SQLException {
        try (var connection = service.getConnection();
                var select = connection.createStatement();
                var row = select.executeQuery("SELECT CURRENT_USER()")) {
            row.next();
            String account = row.getString(1);
            int host = account.lastIndexOf('@');
            return quoted(account.substring(0, host)) + "@" + quoted(account.substring(host + 1));
        }
    }

    private static List<String> tables(Connection owner, String history) throws SQLException {
        var tables = new ArrayList<String>();
        try (var select = owner.prepareStatement("""
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name <> ?
                """)) {
            select.setString(1, history);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
        }
        return tables;
    }

    private static void grant(Connection owner, String table, String account) throws SQLException {
        String rights = APPEND_ONLY.contains(table) ? "INSERT" : "INSERT, UPDATE, DELETE";
        try (var grant = owner.createStatement()) {
            grant.execute("GRANT %s ON %s TO %s".formatted(rights, quoted(table), account));
        }
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
