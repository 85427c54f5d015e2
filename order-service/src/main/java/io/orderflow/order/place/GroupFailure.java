package io.orderflow.order.place;

import io.orderflow.messaging.DatabaseFailures;
import io.orderflow.messaging.publish.HalfMessageNotStoredException;
import io.orderflow.messaging.publish.TransactionAbandonedException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What the failure of a group means for its orders. Numbers as in MySQL's server error reference. */
enum GroupFailure {
    /** Perhaps one of them exists already. */
    KEY_TAKEN,
    /** One of them can't be written, or met another's lock. */
    ONE_OF_THEM,
    /** Not caused by an order: broker or database can't take any now. */
    OUTAGE;

    private static final int ER_DUP_ENTRY = 1062;
    private static final int ER_LOCK_WAIT_TIMEOUT = 1205;
    private static final int ER_LOCK_DEADLOCK = 1213;

    static GroupFailure of(Throwable failure) {
        if (failure instanceof HalfMessageNotStoredException || failure instanceof TransactionAbandonedException) {
            return OUTAGE;
        }
        boolean ofDatabase = false;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                switch (sql.getErrorCode()) {
                    case ER_DUP_ENTRY -> {
                        return KEY_TAKEN;
                    }
                    case ER_LOCK_WAIT_TIMEOUT, ER_LOCK_DEADLOCK -> {
                        return ONE_OF_THEM;
                    }
                    default -> ofDatabase = true;
                }
            }
        }
        return ofDatabase && !DatabaseFailures.isPermanent(failure) ? OUTAGE : ONE_OF_THEM;
    }
}
