package io.orderflow.messaging.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After a failure, no call is made for a while; then one caller tries, and the others still wait for its result. So an
 * unavailable store costs one caller its timeout now and then, not every caller each time.
 */
final class Breaker {

    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
    private static final long CLOSED = 0;

    private final Duration pause;
    /** When the next caller may try, on the clock of {@link System#nanoTime}; {@link #CLOSED} while all is well. */
    private final AtomicLong tryAgainAt = new AtomicLong(CLOSED);

    Breaker(Duration pause) {
        this.pause = pause;
    }

    <R> R call(Supplier<R> command) {
        long open = tryAgainAt.get();
        if (open != CLOSED && (System.nanoTime() - open < 0 || !tryAgainAt.compareAndSet(open, afterPause()))) {
            throw new RedisAwayException("Redis failed a moment ago and is not asked now");
        }
        try {
            R answer = command.get();
            if (tryAgainAt.getAndSet(CLOSED) != CLOSED) {
                LOG.info("Redis answers again");
            }
            return answer;
        } catch (RedisException failure) {
            if (tryAgainAt.getAndSet(afterPause()) == CLOSED) {
                LOG.warn("Redis failed and is left alone for {}: {}", pause, failure.toString());
            }
            throw new RedisAwayException("Redis did not answer", failure);
        }
    }

    private long afterPause() {
        long at = System.nanoTime() + pause.toNanos();
        return at == CLOSED ? CLOSED + 1 : at;
    }
}
