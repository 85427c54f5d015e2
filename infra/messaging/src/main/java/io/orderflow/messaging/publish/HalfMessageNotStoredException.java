package io.orderflow.messaging.publish;

/** The broker did not take the half message, so nothing happened. The caller may try again. */
public final class HalfMessageNotStoredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public HalfMessageNotStoredException(String message, Throwable cause) {
        super(message, cause);
    }

    public HalfMessageNotStoredException(String message) {
        super(message);
    }
}
