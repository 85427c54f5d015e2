package io.orderflow.messaging;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes database failures that are about the data, and would recur, from transient ones. By SQL state and, where MySQL
 * names none, by its error number; never by text. Numbers: MySQL 8.0, Server Error Message Reference.
 */
public final class DatabaseFailures {

    /** Classes of SQL states: data exception, integrity constraint violation. */
    private static final Set<String> ABOUT_DATA = Set.of("22", "23");

    /** Feature not supported, no such catalog, no such schema, syntax error or access rule violation: a missing table, column or right. */
    private static final Set<String> ABOUT_SCHEMA = Set.of("0A", "3D", "3F", "42");

    private static final String ABOUT_CONNECTIONS = "08";

    /** Under the state 42000 although they pass: too many connections of a user, a user's limit for an hour. */
    private static final Set<Integer> PASSING_IN_MYSQL = Set.of(1203, 1226);

    /** With the general state HY000: a check is violated; text that the column can't hold; a value was cut; no value for a column. */
    private static final Set<Integer> ABOUT_DATA_IN_MYSQL = Set.of(3819, 1366, 1265, 1364);

    /** More causes than any layers make; a chain that leads back into itself ends here, too. */
    private static final int MOST_CAUSES = 50;

    private DatabaseFailures() {}

    /** Whether the database refuses what was to be written, whatever layers have wrapped its error: a repeat is refused again. */
    public static boolean isPermanent(Throwable failure) {
        return isAnyInChain(failure, DatabaseFailures::isAboutData);
    }

    /**
     * Whether the database was reached and refuses the statement, for its content or because a table, a column or a right is
     * missing: a repeat is refused again until the schema has changed.
     */
    public static boolean isRefused(Throwable failure) {
        return !isAway(failure) && isAnyInChain(failure, sql -> isAboutData(sql) || isAboutSchema(sql));
    }

    /** Whether the database was not reached, or gave no connection: the content that was to be written is not the cause. */
    public static boolean isAway(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof SQLException sql
                            && sql.getSQLState() != null
                            && sql.getSQLState().startsWith(ABOUT_CONNECTIONS)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isAnyInChain(Throwable failure, Predicate<SQLException> kind) {
        @Nullable Throwable cause = failure;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            if (cause instanceof SQLException sql && isAnyOfBatch(sql, kind)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** A JDBC batch may report several rows, one after the other. */
    private static boolean isAnyOfBatch(SQLException first, Predicate<SQLException> kind) {
        @Nullable SQLException sql = first;
        for (int i = 0; i < MOST_CAUSES && sql != null; i++) {
            if (kind.test(sql)) {
                return true;
            }
            sql = sql.getNextException();
        }
        return false;
    }

    private static boolean isAboutData(SQLException sql) {
        return isOfClass(sql, ABOUT_DATA) || ABOUT_DATA_IN_MYSQL.contains(sql.getErrorCode());
    }

    private static boolean isAboutSchema(SQLException sql) {
        return isOfClass(sql, ABOUT_SCHEMA) && !PASSING_IN_MYSQL.contains(sql.getErrorCode());
    }

    private static boolean isOfClass(SQLException sql, Set<String> classes) {
        String state = sql.getSQLState();
        return state != null && state.length() == 5 && classes.contains(state.substring(0, 2));
    }
}
