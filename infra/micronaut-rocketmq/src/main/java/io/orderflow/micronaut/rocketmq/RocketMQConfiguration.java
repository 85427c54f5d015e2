package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.rocketmq.remoting.RPCHook;
import org.jspecify.annotations.Nullable;

/**
 * {@code rocketmq.*}
 *
 * @param enabled {@code false} connects to nothing: listeners stay silent, publishing fails with a clear message
 * @param nameServer {@code host:port} or {@code [::1]:port}, several separated by {@code ;}
 * @param refreshInterval how often routes and heartbeats are renewed: after a broker's return it takes about as long
 *     until consumers and check-backs are served again
 * @param accessKey the user that this application is at the broker; none where the broker has no users
 * @param secretKey that user's password, with which every request is signed; it is never sent
 */
@ConfigurationProperties("rocketmq")
public record RocketMQConfiguration(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "127.0.0.1:9876") String nameServer,
        @Bindable(defaultValue = "5s") Duration refreshInterval,
        @Nullable String accessKey,
        @Nullable String secretKey) {

    /** A name, an IPv4 address, or an IPv6 address in brackets. */
    private static final Pattern ADDRESS =
            Pattern.compile("([^:\\s\\[\\]]+|\\[[0-9a-fA-F:.]+(%[^\\s\\]]+)?]):\\d{1,5}");

    public RocketMQConfiguration {
        for (String address : nameServer.split(";", -1)) {
            if (!ADDRESS.matcher(address.strip()).matches()) {
                throw new IllegalArgumentException(
                        "rocketmq.name-server must be host:port or [IPv6 address]:port, several separated by ';'; got '%s'"
                                .formatted(nameServer));
            }
        }
        if (refreshInterval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("rocketmq.refresh-interval must be at least 1s; got " + refreshInterval);
        }
        if (isBlank(accessKey) != isBlank(secretKey)) {
            throw new IllegalArgumentException(
                    "rocketmq.access-key and rocketmq.secret-key belong together: set both or none");
        }
    }

    /** What RocketMQ's clients are made with, so that the broker can identify the caller. */
    public RPCHook signature() {
        return accessKey == null || secretKey == null || accessKey.isBlank()
                ? BrokerSignature.ofNoUser()
                : BrokerSignature.of(accessKey, secretKey);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "%s as %s".formatted(nameServer, isBlank(accessKey) ? "no user" : accessKey);
    }
}
