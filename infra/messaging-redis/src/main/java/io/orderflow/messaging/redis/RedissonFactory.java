package io.orderflow.messaging.redis;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import io.orderflow.messaging.idempotency.ProcessedEvents;
import jakarta.inject.Singleton;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;

/** A small client that starts while Redis is away and gives up on a command quickly. */
@Factory
final class RedissonFactory {

    @Bean(preDestroy = "shutdown")
    @Singleton
    @Secondary
    RedissonClient redisson(RedisConfiguration configuration) {
        int timeoutMillis = Math.toIntExact(configuration.timeout().toMillis());
        var config = new Config().setLazyInitialization(true).setThreads(2).setNettyThreads(2);
        config.useSingleServer()
                .setAddress(configuration.url())
                .setTimeout(timeoutMillis)
                .setConnectTimeout(timeoutMillis)
                // One more attempt hides a connection that a restarted Redis has closed.
                .setRetryAttempts(1)
                // Also how long an attempt may wait for a connection (RedisExecutor.scheduleRetryTimeout): with a short
                // one, fifty callers on a busy machine would find a Redis that is well away.
                .setRetryDelay(new ConstantDelay(configuration.timeout()))
                .setConnectionPoolSize(configuration.poolSize())
                .setConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionPoolSize(1)
                .setSubscriptionConnectionMinimumIdleSize(0)
                .setDnsMonitoringInterval(-1);
        return Redisson.create(config);
    }

    @Singleton
    ProcessedEvents processedEvents(RedissonClient redisson, RedisConfiguration configuration) {
        return new RedissonProcessedEvents(redisson, new Breaker(configuration.pauseAfterFailure()));
    }
}
