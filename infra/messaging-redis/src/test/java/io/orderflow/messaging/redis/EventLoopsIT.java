package io.orderflow.messaging.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.orderflow.testkit.TestServers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.redisson.api.RedissonClient;

/** Redis on the HTTP server's threads, on every transport that this machine has. */
class EventLoopsIT {

    private static final Map<String, Object> ON_EVENT_LOOPS = onEventLoops();

    private static Map<String, Object> onEventLoops() {
        var properties = new HashMap<>(TestServers.get().redisAdministrator().properties());
        properties.put("redis.on-event-loops", true);
        return Map.copyOf(properties);
    }

    static List<IoHandlerFactory> transports() {
        var transports = new ArrayList<>(List.of(NioIoHandler.newFactory()));
        if (Epoll.isAvailable()) {
            transports.add(EpollIoHandler.newFactory());
        }
        if (IoUring.isAvailable()) {
            transports.add(IoUringIoHandler.newFactory());
        }
        return transports;
    }

    @ParameterizedTest
    @MethodSource("transports")
    void answers_arrive_on_the_event_loops(IoHandlerFactory transport) throws Exception {
        var loops = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("http"), transport);
        try (var application = ApplicationContext.builder(ON_EVENT_LOOPS).build()) {
            application.registerSingleton(EventLoopGroup.class, loops, Qualifiers.byName("default"));
            application.start();
            var queue =
                    application.getBean(RedissonClient.class).<String>getBlockingQueue("loops:" + UUID.randomUUID());

            var thread = queue.pollAsync(10, TimeUnit.SECONDS)
                    .thenApply(
                            element -> element + " on " + Thread.currentThread().getName());
            // Only now there is something to answer.
            queue.offer("here");

            assertThat(thread.toCompletableFuture().get(10, TimeUnit.SECONDS)).startsWith("here on http-");
        } finally {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).await();
        }
    }

    @Test
    void without_an_http_server_it_says_what_is_missing() {
        try (var application = ApplicationContext.run(ON_EVENT_LOOPS)) {
            assertThatThrownBy(() -> application.getBean(RedissonClient.class))
                    .isInstanceOf(BeanInstantiationException.class)
                    .hasMessageContaining("redis.on-event-loops needs an HTTP server");
        }
    }
}
