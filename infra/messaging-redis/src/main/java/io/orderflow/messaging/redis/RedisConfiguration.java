package io.orderflow.messaging.redis;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * {@code redis.*}
 *
 * @param url {@code redis://host:port} or {@code rediss://} with TLS
 * @param timeout how long one command, and one attempt to connect, may take
 * @param poolSize connections, at most
 * @param onEventLoops commands are sent, and their answers received, on the threads of the HTTP server instead of threads of its
 *     own: for a service that answers requests on these threads with what Redis says. Who waits for Redis there waits in vain
 * @param pauseAfterFailure how long nobody asks Redis after it failed; then one caller tries for all
 */
@ConfigurationProperties("redis")
public record RedisConfiguration(
        @Bindable(defaultValue = "redis://127.0.0.1:6379") String url,
        @Bindable(defaultValue = "500ms") Duration timeout,
        @Bindable(defaultValue = "16") int poolSize,
        @Bindable(defaultValue = "false") boolean onEventLoops,
        @Bindable(defaultValue = "1s") Duration pauseAfterFailure) {

    public RedisConfiguration {
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
}
