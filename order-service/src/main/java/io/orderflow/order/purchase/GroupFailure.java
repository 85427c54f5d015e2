package io.orderflow.order.purchase;

import io.orderflow.messaging.DatabaseFailures;
import io.orderflow.order.sale.SaleMovedException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What the failure of a group means for its purchases. Numbers as in MySQL's server error reference. */
enum GroupFailure {
    /** A customer would have more than the limit. */
    LIMIT_REACHED,
    /** The database has moved on since it was read: read it and decide again. */
    OVERTAKEN,
    /** A purchase can't be written, now or later. */
    UNWRITABLE,
    /** Not caused by a purchase: broker or database can't take it now. */
    UNAVAILABLE;

    private static final int ER_DUP_ENTRY = 1062;
    private static final int ER_LOCK_DEADLOCK = 1213;
    private static final int ER_CHECK_CONSTRAINT_VIOLATED = 3819;

    /** The check that keeps the limit, by its name in the migration. */
    private static final String LIMIT_CHECK = "nobody_gets_more_than_the_limit";

    static GroupFailure of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SaleMovedException) {
                return OVERTAKEN;
            }
            if (cause instanceof SQLException sql) {
                switch (sql.getErrorCode()) {
                    case ER_DUP_ENTRY, ER_LOCK_DEADLOCK -> {
                        return OVERTAKEN;
                    }
                    case ER_CHECK_CONSTRAINT_VIOLATED -> {
                        if (String.valueOf(sql.getMessage()).contains(LIMIT_CHECK)) {
                            return LIMIT_REACHED;
                        }
                    }
                    default -> {}
                }
            }
        }
        return DatabaseFailures.isPermanent(failure) ? UNWRITABLE : UNAVAILABLE;
    }
}
