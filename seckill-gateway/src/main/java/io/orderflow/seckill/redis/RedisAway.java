package io.orderflow.seckill.redis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisException;

/**
 * Classifies failures of Redis, however they are wrapped: those that pass, and those in which Redis has refused this command or
 * these arguments.
 */
public final class RedisAway {

    private static final String NO_GROUP = "NOGROUP";

    /** Errors without a class of their own in the client: the command is refused, and would be again. */
    private static final List<String> REFUSED = List.of("ERR ", "WRONGTYPE ", NO_GROUP);

    /** Errors that pass, as Redis 6 reports them where a script met them. */
    private static final List<String> NOT_NOW = List.of("-OOM ", "-MISCONF ", "-READONLY ", "-NOREPLICAS ");

    private RedisAway() {}

    /** Redis gave no answer, or a failure that passes; false if it refuses this command, script or argument. */
    public static boolean causes(Throwable failure) {
        var redis = redis(failure);
        return redis != null && !isRefusal(redis);
    }

    private static boolean isRefusal(RedisException redis) {
        String message = redis.getMessage();
        return redis.getClass() == RedisException.class
                && message != null
                && REFUSED.stream().anyMatch(message::startsWith)
                && NOT_NOW.stream().noneMatch(message::contains);
    }

    /** Redis answered that it does not know the sale's queue: the sale is not loaded. */
    public static boolean knowsNoQueue(Throwable failure) {
        var redis = redis(failure);
        return redis != null && redis.getMessage() != null && redis.getMessage().startsWith(NO_GROUP);
    }

    private static @Nullable RedisException redis(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RedisException redis) {
                return redis;
            }
        }
        return null;
    }
}
