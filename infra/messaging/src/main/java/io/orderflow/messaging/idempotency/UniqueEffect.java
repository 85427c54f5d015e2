package io.orderflow.messaging.idempotency;

import io.orderflow.messaging.consume.Handled;
import java.sql.SQLIntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** An effect that the database itself lets happen only once. */
@FunctionalInterface
public interface UniqueEffect {

    /** One transaction that inserts under the business key's unique key first; what it throws leaves nothing behind. */
    void store() throws Exception;

    /**
     * Stores {@code effect}, or learns that an earlier delivery did: a duplicate key is an answer here, not a failure.
     * Every other refusal of the database comes out as it is.
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

    private static boolean isDuplicateKey(Throwable failure) {
        // MySQL's ER_DUP_ENTRY. Other violations, such as a missing value, have the same SQL state 23000.
        int duplicateEntry = 1062;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLIntegrityConstraintViolationException refused) {
                return refused.getErrorCode() == duplicateEntry;
            }
        }
        return false;
    }
}
