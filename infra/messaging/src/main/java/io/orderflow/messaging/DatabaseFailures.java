package io.orderflow.messaging;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells failures of a database that are about the data, and would be the same again, from those that pass. */
public final class DatabaseFailures {

    /** SQL states: data exception, integrity constraint violation. */
    private static final Set<String> ABOUT_DATA = Set.of("22", "23");

    /** Of MySQL, which names no state for them: a check is violated; text that the column can't hold; a value was cut. */
    private static final Set<Integer> ABOUT_DATA_IN_MYSQL = Set.of(3819, 1366, 1265);

    private DatabaseFailures() {}

    /** Whether the database refuses what was written, whatever layers have wrapped its error; whoever repeats it is refused again. */
    public static boolean isPermanent(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isAboutData(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAboutData(SQLException sql) {
        String state = sql.getSQLState();
        return state != null && state.length() == 5 && ABOUT_DATA.contains(state.substring(0, 2))
                || ABOUT_DATA_IN_MYSQL.contains(sql.getErrorCode());
    }
}
