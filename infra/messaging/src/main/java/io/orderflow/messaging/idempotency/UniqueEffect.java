package io.orderflow.messaging.idempotency;

import io.orderflow.messaging.consume.Handled;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** An effect that the database itself lets happen only once. */
@FunctionalInterface
public interface UniqueEffect {

    /** MySQL's ER_DUP_ENTRY. */
    int DUPLICATE_ENTRY = 1062;

    /** The SQL state of PostgreSQL and H2 for the same. */
    String UNIQUE_VIOLATION = "23505";

    /** One transaction that inserts under the business key's unique key first; what it throws leaves nothing behind. */
    void store() throws Exception;

    /**
     * Stores {@code effect}, or learns that an earlier delivery did: a duplicate key is an answer here, not a failure. Every
     * other refusal of the database is thrown unchanged.
     */
    static Handled.Outcome storeOnce(UniqueEffect effect) throws Exception {
        try {
            effect.store();
            return Handled.Outcome.APPLIED;
        } catch (Exception failure) {
            if (isDuplicateKey(failure)) {
                return Handled.Outcome.ALREADY_STORED;
            }
            throw failure;
        }
    }

    /** Whether a unique key refused it, whatever layers have wrapped the database's error. */
    static boolean isDuplicateKey(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // In MySQL, other violations, such as a missing value, have the same SQL state 23000.
            if (cause instanceof SQLException refused
                    && (refused.getErrorCode() == DUPLICATE_ENTRY || UNIQUE_VIOLATION.equals(refused.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}
