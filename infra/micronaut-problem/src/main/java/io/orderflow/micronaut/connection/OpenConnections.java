package io.orderflow.micronaut.connection;

import io.micronaut.scheduling.annotation.Scheduled;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every connection of this server, counted, and looked at about once a second. */
@Singleton
final class OpenConnections {

    private static final Logger LOG = LoggerFactory.getLogger(OpenConnections.class);
    private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toNanos();

    private final Set<GuardedConnection> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final AtomicInteger total = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong warnAgainAt = new AtomicLong(System.nanoTime());
    private final ConnectionLimits limits;
    private final Proxies proxies;

    OpenConnections(ConnectionLimits limits, Proxies proxies) {
        this.limits = limits;
        this.proxies = proxies;
    }

    /** Counts the connection until it is closed. @return false if it is one too many; then it is not counted */
    boolean take(Channel channel) {
        if (total.incrementAndGet() > limits.total()) {
            total.decrementAndGet();
            return refuse("%d connections are open".formatted(limits.total()));
        }
        if (channel.remoteAddress() instanceof InetSocketAddress remote && !proxies.include(remote)) {
            String address = ClientAddress.counted(remote);
            if (byAddress.merge(address, 1, Integer::sum) > limits.perAddress()) {
                release(address);
                total.decrementAndGet();
                return refuse("%s has %d connections".formatted(address, limits.perAddress()));
            }
            channel.closeFuture().addListener(closed -> release(address));
        }
        channel.closeFuture().addListener(closed -> total.decrementAndGet());
        return true;
    }

    private void release(String address) {
        byAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }

    private boolean refuse(String why) {
        refused.incrementAndGet();
        long due = warnAgainAt.get();
        long now = System.nanoTime();
        if (now - due >= 0 && warnAgainAt.compareAndSet(due, now + BETWEEN_WARNINGS)) {
            LOG.warn("{} connections refused: {}; more are closed at once", refused.getAndSet(0), why);
        }
        return false;
    }

    void guard(GuardedConnection connection, Channel channel) {
        open.add(connection);
        channel.closeFuture().addListener(closed -> open.remove(connection));
    }

    int count() {
        return total.get();
    }

    @Scheduled(fixedDelay = "${connections.look:1s}")
    void look() {
        long now = System.nanoTime();
        open.forEach(connection -> connection.look(now));
    }
}
