package io.orderflow.messaging.redis;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code redis.*}
 *
 * @param url {@code redis://host:port} or {@code rediss://} with TLS; without credentials, for it appears in logs and messages
 * @param username of an ACL user; none for a server without users
 * @param password of that user, or of the server
 * @param timeout how long one command, and one attempt to connect, may take
 * @param poolSize connections, at most
 * @param onEventLoops commands are sent, and their answers received, on the threads of the HTTP server instead of threads of
 *     its own: for a service that answers requests on these threads with what Redis returns. Code that blocks there for Redis
 *     waits in vain
 * @param pauseAfterFailure how long Redis is not called after it failed; then one caller tries for all
 */
@ConfigurationProperties("redis")
public record RedisConfiguration(
        @Bindable(defaultValue = "redis://127.0.0.1:6379") String url,
        @Nullable String username,
        @Nullable String password,
        @Bindable(defaultValue = "500ms") Duration timeout,
        @Bindable(defaultValue = "16") int poolSize,
        @Bindable(defaultValue = "false") boolean onEventLoops,
        @Bindable(defaultValue = "1s") Duration pauseAfterFailure) {

    public RedisConfiguration {
        if (url.contains("@")) {
            throw new IllegalArgumentException(
                    "redis.url must not contain user or password: put them into redis.username and redis.password");
        }
        if (!url.matches("rediss?://\\S+:\\d+\\S*")) {
            throw new IllegalArgumentException(
                    "redis.url must be redis://host:port or rediss://host:port; got '" + url + "'");
        }
        if (timeout.toMillis() < 1 || poolSize < 1 || pauseAfterFailure.isNegative()) {
            throw new IllegalArgumentException(
                    "redis.timeout and redis.pool-size must be positive, redis.pause-after-failure not negative; got %s, %d, %s"
                            .formatted(timeout, poolSize, pauseAfterFailure));
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "%s as %s".formatted(url, username == null || username.isEmpty() ? "default user" : username);
    }
}
