package io.orderflow.micronaut.problem;

import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/**
 * Recognises that a database can't answer now, whatever layers have wrapped it: it was not reached, or it rolled back a
 * deadlock or a wait for a lock. A repeat may succeed. A refusal of the content does not count: a repeat would be refused
 * again.
 */
final class DatabaseAway {

    /** More causes than any layers make; a chain that leads back into itself ends here, too. */
    private static final int MOST_CAUSES = 50;

    private DatabaseAway() {}

    static boolean causes(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            if (cause instanceof SQLTransientException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLRecoverableException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
