package io.orderflow.messaging.redis;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import io.micronaut.context.exceptions.ConfigurationException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.uring.IoUringIoHandler;
import io.orderflow.messaging.idempotency.ProcessedEvents;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.TransportMode;

/** A small client that starts even if Redis is unavailable, and gives up on a command quickly. */
@Factory
final class RedissonFactory {

    /** @param eventLoops of the HTTP server; none where there is no server */
    @Bean(preDestroy = "shutdown")
    @Singleton
    @Secondary
    RedissonClient redisson(RedisConfiguration configuration, @Nullable @Named("default") EventLoopGroup eventLoops) {
        int timeoutMillis = Math.toIntExact(configuration.timeout().toMillis());
        var config = new Config()
                .setLazyInitialization(true)
                .setThreads(2)
                .setNettyThreads(2)
                // Redisson would send scripts by SCRIPT LOAD, which Redis 6 writes into its append-only log and
                // replays. A restarted server must have forgotten them.
                .setUseScriptCache(false);
        if (configuration.onEventLoops()) {
            if (eventLoops == null) {
                throw new ConfigurationException(
                        "redis.on-event-loops needs an HTTP server whose event loops it may use");
            }
            config.setEventLoopGroup(eventLoops).setTransportMode(transport(eventLoops));
        }
        if (isSet(configuration.password())) {
            config.setPassword(configuration.password());
            if (isSet(configuration.username())) {
                config.setUsername(configuration.username());
            }
        }
        config.useSingleServer()
                .setAddress(configuration.url())
                .setTimeout(timeoutMillis)
                .setConnectTimeout(timeoutMillis)
                // One more attempt hides a connection that a restarted Redis has closed.
                .setRetryAttempts(1)
                // Also how long an attempt may wait for a connection (RedisExecutor.scheduleRetryTimeout): with a short
                // one, fifty callers on a busy machine would find a healthy Redis unavailable.
                .setRetryDelay(new ConstantDelay(configuration.timeout()))
                .setConnectionPoolSize(configuration.poolSize())
                .setConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionPoolSize(1)
                .setSubscriptionConnectionMinimumIdleSize(0)
                .setDnsMonitoringInterval(-1);
        return Redisson.create(config);
    }

    private static boolean isSet(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    /** Redisson opens channels of this kind, and a loop serves its own kind alone. */
    private static TransportMode transport(EventLoopGroup eventLoops) {
        if (!(eventLoops instanceof IoEventLoopGroup loops)) {
            return TransportMode.NIO;
        }
        return loops.isIoType(IoUringIoHandler.class)
                ? TransportMode.IO_URING
                : loops.isIoType(EpollIoHandler.class)
                        ? TransportMode.EPOLL
                        : loops.isIoType(KQueueIoHandler.class) ? TransportMode.KQUEUE : TransportMode.NIO;
    }

    @Singleton
    ProcessedEvents processedEvents(RedissonClient redisson, RedisConfiguration configuration) {
        return new RedissonProcessedEvents(redisson, new Breaker(configuration.pauseAfterFailure()));
    }
}
