package io.orderflow.dashboard.deadletter.broker;

/** The broker did not confirm that it stored the message; it may have. */
public final class NotRedeliveredException extends Exception {

    private static final long serialVersionUID = 1L;

    NotRedeliveredException(String message, Throwable cause) {
        super(message, cause);
    }

    NotRedeliveredException(String message) {
        super(message);
    }
}
