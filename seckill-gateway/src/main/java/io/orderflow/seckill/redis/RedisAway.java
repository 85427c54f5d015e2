package io.orderflow.seckill.redis;

import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisException;

/** Tells failures of Redis from others, whatever layers have wrapped them. */
public final class RedisAway {

    private static final String NO_GROUP = "NOGROUP";

    private RedisAway() {}

    /** Redis gave no answer, or one that says "not now". */
    public static boolean causes(Throwable failure) {
        return redis(failure) != null;
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
