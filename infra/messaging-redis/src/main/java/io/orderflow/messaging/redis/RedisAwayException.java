package io.orderflow.messaging.redis;

/** Redis can't be asked now. The database decides alone. */
final class RedisAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RedisAwayException(String message) {
        // Thrown for every delivery while Redis is unavailable; its stack trace is of no use.
        super(message, null, false, false);
    }

    RedisAwayException(String message, Throwable cause) {
        super(message + ": " + cause, cause);
    }
}
