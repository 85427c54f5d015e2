package io.orderflow.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

/** The databases that this library's statements are written for and tested on. */
public enum Database {
    /** 8.0.19 or later. */
    MYSQL,
    POSTGRESQL,
    /** 2 or later. */
    H2;

    private static final String FEATURE_NOT_SUPPORTED = "0A000";

    /**
     * Which one {@code connection} leads to, as its driver knows it: nothing is sent.
     *
     * @throws SQLFeatureNotSupportedException with its name if it is another one
     */
    public static Database of(Connection connection) throws SQLException {
        var about = connection.getMetaData();
        String name = about.getDatabaseProductName();
        String version = about.getDatabaseProductVersion();
        // Connector/J calls a MariaDB server MySQL.
        if (name.equals("MySQL") && !version.contains("MariaDB") && isSince(version, 8, 0, 19)) {
            return MYSQL;
        }
        if (name.equals("PostgreSQL")) {
            return POSTGRESQL;
        }
        if (name.equals("H2") && isSince(version, 2)) {
            return H2;
        }
        throw new SQLFeatureNotSupportedException(
                "orderflow's tables are for MySQL since 8.0.19, PostgreSQL, and H2 since 2; this is %s %s"
                        .formatted(name, version),
                FEATURE_NOT_SUPPORTED);
    }

    /** By leading numbers: {@code 8.0.36-0ubuntu} is since 8.0.19. */
    private static boolean isSince(String version, int... least) {
        String[] parts = version.split("[^0-9]+");
        for (int i = 0; i < least.length; i++) {
            int part = i < parts.length && !parts[i].isEmpty() ? Integer.parseInt(parts[i]) : 0;
            if (part != least[i]) {
                return part > least[i];
            }
        }
        return true;
    }
}
