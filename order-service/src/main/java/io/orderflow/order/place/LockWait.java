package io.orderflow.order.place;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Recognises that a transaction waited in vain for another one's lock. */
final class LockWait {

    /** ER_LOCK_WAIT_TIMEOUT in MySQL's server error reference. */
    private static final int ER_LOCK_WAIT_TIMEOUT = 1205;

    private LockWait() {}

    static boolean timedOut(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == ER_LOCK_WAIT_TIMEOUT) {
                return true;
            }
        }
        return false;
    }
}
