package io.orderflow.messaging.redis;

import io.orderflow.messaging.idempotency.Claim;
import io.orderflow.messaging.idempotency.ProcessedEvents;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * Claims in Redis, one round trip each. A key holds its holder's token until the effect is done, and nothing but the
 * mark {@value #DONE} afterwards; both expire by themselves.
 */
final class RedissonProcessedEvents implements ProcessedEvents {

    private static final String DONE = "+";
    private static final long GRANTED = 0;
    private static final long ALREADY_DONE = -1;

    private static final Script CLAIM = new Script("""
            local holder = redis.call('GET', KEYS[1])
            if not holder then
              redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
              return 0
            end
            if holder == '+' then
              return -1
            end
            return math.max(1, redis.call('PTTL', KEYS[1]))
            """);

    private static final Script RELEASE = new Script("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then
              return redis.call('DEL', KEYS[1])
            end
            return 0
            """);

    private final RedissonClient redisson;
    private final Breaker breaker;

    RedissonProcessedEvents(RedissonClient redisson, Breaker breaker) {
        this.redisson = redisson;
        this.breaker = breaker;
    }

    @Override
    public Claim claim(String consumer, String key, Duration lease) {
        String token = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX);
        long answer = breaker.call(() -> CLAIM.run(redisson, name(consumer, key), token, lease.toMillis()));
        if (answer == GRANTED) {
            return new Claim.Granted(consumer, key, token);
        }
        return answer == ALREADY_DONE ? new Claim.AlreadyDone() : new Claim.HeldByAnother(Duration.ofMillis(answer));
    }

    /** Whoever holds the key by now: the effect is committed, and that is what the key has to say. */
    @Override
    public void done(Claim.Granted claim, Duration memory) {
        breaker.call(() -> {
            redisson.getBucket(name(claim.consumer(), claim.key()), StringCodec.INSTANCE)
                    .set(DONE, memory);
            return DONE;
        });
    }

    @Override
    public void release(Claim.Granted claim) {
        breaker.call(() -> RELEASE.run(redisson, name(claim.consumer(), claim.key()), claim.token()));
    }

    private static String name(String consumer, String key) {
        return "claim:" + consumer + ":" + key;
    }
}
