package io.orderflow.micronaut.connection;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code connections.*}
 *
 * @param total open connections, at most
 * @param perAddress open connections of one address, at most; of IPv6, of one /64 network. A proxy's are not limited
 * @param headerWithin until a request's header has arrived, from its first byte; the first request's from when the connection was opened
 * @param bodyWithin until its body has arrived, from the header on
 * @param idleFor without a request
 * @param stalledFor an answer whose reader takes nothing of it
 * @param proxies addresses or networks ({@code 10.1.2.3}, {@code 10.1.0.0/16}, {@code fd00::/8}) that name the client they
 *     speak for
 * @param addressHeader in which they do; believed from no other
 */
@ConfigurationProperties("connections")
public record ConnectionLimits(
        @Bindable(defaultValue = "16384") int total,
        @Bindable(defaultValue = "256") int perAddress,
        @Bindable(defaultValue = "10s") Duration headerWithin,
        @Bindable(defaultValue = "20s") Duration bodyWithin,
        @Bindable(defaultValue = "60s") Duration idleFor,
        @Bindable(defaultValue = "30s") Duration stalledFor,
        @Nullable List<String> proxies,
        @Bindable(defaultValue = "X-Forwarded-For") String addressHeader) {

    public ConnectionLimits {
        if (total < 1 || perAddress < 1) {
            throw new IllegalArgumentException(
                    "connections.total and per-address must be at least 1; got %d, %d".formatted(total, perAddress));
        }
        proxies = proxies == null ? List.of() : List.copyOf(proxies);
    }
}
