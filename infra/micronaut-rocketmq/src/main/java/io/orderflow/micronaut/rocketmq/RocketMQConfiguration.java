package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * {@code rocketmq.*}
 *
 * @param enabled {@code false} connects to nothing: listeners stay silent, publishing fails with a clear message
 * @param nameServer {@code host:port}, several separated by {@code ;}
 * @param refreshInterval how often routes and heartbeats are renewed: after a broker's return it takes about as long
 *     until consumers and check-backs are served again
 */
@ConfigurationProperties("rocketmq")
public record RocketMQConfiguration(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "127.0.0.1:9876") String nameServer,
        @Bindable(defaultValue = "5s") Duration refreshInterval) {

    public RocketMQConfiguration {
        for (String address : nameServer.split(";", -1)) {
            if (!address.strip().matches("[^:\\s]+:\\d{1,5}")) {
                throw new IllegalArgumentException(
                        "rocketmq.name-server must be host:port, several separated by ';'; got '%s'"
                                .formatted(nameServer));
            }
        }
        if (refreshInterval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("rocketmq.refresh-interval must be at least 1s; got " + refreshInterval);
        }
    }
}
