package io.orderflow.local.servers;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * Schemas and users with as few rights as will do. Works on any MySQL 8, embedded or not; repeating it changes nothing but
 * the passwords.
 */
public final class MysqlAccounts {

    private static final String MORE_THAN_READING = "INSERT, UPDATE, DELETE, CREATE, DROP, REFERENCES, INDEX, ALTER,"
            + " CREATE TEMPORARY TABLES, LOCK TABLES, CREATE VIEW, SHOW VIEW, CREATE ROUTINE, ALTER ROUTINE, EXECUTE, EVENT,"
            + " TRIGGER";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,32}");

    private final Connection administrator;
    private final String host;

    /** @param host where users may come from: {@code 127.0.0.1}, or {@code %} for a server in a container */
    public MysqlAccounts(Connection administrator, String host) {
        this.administrator = administrator;
        this.host = host;
    }

    public void create(Topology topology, Passwords passwords) throws SQLException {
        createUser(Topology.AUDITOR, passwords);
        for (var schema : topology.schemas()) {
            createSchema(schema.name());
            createUser(schema.migrationUser(), passwords);
            grant("ALL PRIVILEGES", schema.name(), schema.migrationUser(), " WITH GRANT OPTION");
            createUser(schema.user(), passwords);
            // The other rights come with each table, from the migration that makes it.
            grant("SELECT", schema.name(), schema.user(), "");
            revoke(MORE_THAN_READING, schema.name(), schema.user());
            grant("SELECT", schema.name(), Topology.AUDITOR, "");
        }
    }

    /** A table without its own collation compares text as Java and Redis do: no padding, no folding. See ADR 0016. */
    private void createSchema(String name) throws SQLException {
        execute("CREATE SCHEMA IF NOT EXISTS `%s`".formatted(plain(name)));
        execute("ALTER SCHEMA `%s` CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin".formatted(plain(name)));
    }

    private void createUser(String name, Passwords passwords) throws SQLException {
        var password = literal(passwords.of(name));
        execute("CREATE USER IF NOT EXISTS %s IDENTIFIED BY %s".formatted(account(name), password));
        execute("ALTER USER %s IDENTIFIED BY %s".formatted(account(name), password));
    }

    private void grant(String rights, String schema, String user, String option) throws SQLException {
        execute("GRANT %s ON %s TO %s%s".formatted(rights, tables(schema), account(user), option));
    }

    /** From users that had them before there were migration users. */
    private void revoke(String rights, String schema, String user) throws SQLException {
        execute("REVOKE IF EXISTS %s ON %s FROM %s".formatted(rights, tables(schema), account(user)));
    }

    /** An unescaped underscore in a grant stands for any character. */
    private static String tables(String schema) {
        return "`%s`.*".formatted(plain(schema).replace("_", "\\_"));
    }

    private String account(String user) {
        return "'%s'@'%s'".formatted(plain(user), host);
    }

    /** MySQL takes no parameters in account statements, so text that goes into them is quoted here. */
    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private static String plain(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name for a schema or user (letters, digits, _): " + name);
        }
        return name;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = administrator.createStatement()) {
            statement.execute(sql);
        }
    }
}
