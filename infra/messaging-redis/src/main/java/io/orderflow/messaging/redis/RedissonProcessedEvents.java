package io.orderflow.messaging.redis;

import io.orderflow.messaging.idempotency.Claim;
import io.orderflow.messaging.idempotency.ProcessedEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;

/**
 * Claims in Redis, one script and one round trip for any number. A key holds its holder's token until the effect is done, and
 * nothing but the mark {@code +} afterwards; both expire by themselves.
 */
final class RedissonProcessedEvents implements ProcessedEvents {

    private static final long GRANTED = 0;
    private static final long ALREADY_DONE = -1;

    /** Redisson repeats a call whose answer is late, and the first answer is lost: the repeat is granted the same claims. */
    private static final Script CLAIM = new Script("""
            local answers = {}
            local named = {}
            for i, key in ipairs(KEYS) do
              local holder = redis.call('GET', key)
              if not holder or holder == ARGV[1] and not named[key] then
                redis.call('SET', key, ARGV[1], 'PX', ARGV[2])
                named[key] = true
                answers[i] = 0
              elseif holder == '+' then
                answers[i] = -1
              else
                answers[i] = math.max(1, redis.call('PTTL', key))
              end
            end
            return answers
            """);

    private static final Script DONE = new Script("""
            for _, key in ipairs(KEYS) do
              redis.call('SET', key, '+', 'PX', ARGV[1])
            end
            return #KEYS
            """);

    private static final Script RELEASE = new Script("""
            local released = 0
            for i, key in ipairs(KEYS) do
              if redis.call('GET', key) == ARGV[i] then
                released = released + redis.call('DEL', key)
              end
            end
            return released
            """);

    private final RedissonClient redisson;
    private final Breaker breaker;

    RedissonProcessedEvents(RedissonClient redisson, Breaker breaker) {
        this.redisson = redisson;
        this.breaker = breaker;
    }

    @Override
    public List<Claim> claim(String consumer, List<String> keys, Duration lease) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return claim(consumer, keys, lease, token());
    }

    private static String token() {
        return Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX);
    }

    /** @param token of this call alone, and of its repeats */
    List<Claim> claim(String consumer, List<String> keys, Duration lease, String token) {
        List<Object> names = names(consumer, keys);
        List<Long> answers =
                breaker.call(() -> CLAIM.run(redisson, ReturnType.LIST, names, List.of(token, lease.toMillis())));
        List<Claim> claims = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            claims.add(claim(consumer, keys.get(i), token, answers.get(i)));
        }
        return claims;
    }

    private static Claim claim(String consumer, String key, String token, long answer) {
        if (answer == GRANTED) {
            return new Claim.Granted(consumer, key, token);
        }
        return answer == ALREADY_DONE ? new Claim.AlreadyDone() : new Claim.HeldByAnother(Duration.ofMillis(answer));
    }

    @Override
    public void done(String consumer, List<String> keys, Duration memory) {
        if (!keys.isEmpty()) {
            breaker.<Long>call(
                    () -> DONE.run(redisson, ReturnType.LONG, names(consumer, keys), List.of(memory.toMillis())));
        }
    }

    @Override
    public void release(List<Claim.Granted> claims) {
        if (!claims.isEmpty()) {
            List<Object> tokens =
                    claims.stream().<Object>map(Claim.Granted::token).toList();
            List<Object> names = claims.stream()
                    .<Object>map(claim -> name(claim.consumer(), claim.key()))
                    .toList();
            breaker.<Long>call(() -> RELEASE.run(redisson, ReturnType.LONG, names, tokens));
        }
    }

    private static List<Object> names(String consumer, List<String> keys) {
        return keys.stream().<Object>map(key -> name(consumer, key)).toList();
    }

    private static String name(String consumer, String key) {
        return "claim:" + consumer + ":" + key;
    }
}
