package io.orderflow.micronaut.rocketmq;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.apache.rocketmq.client.ClientConfig;

/** What the producer and all consumers of one application have in common, so that they share one connection. */
@Singleton
final class ClientSettings {

    private final RocketMQConfiguration configuration;
    // The process id alone is not unique: two application contexts may live in one process.
    private final String instanceName = ProcessHandle.current().pid() + "#" + UUID.randomUUID();

    ClientSettings(RocketMQConfiguration configuration) {
        this.configuration = configuration;
    }

    void applyTo(ClientConfig client) {
        int refreshMillis = Math.toIntExact(configuration.refreshInterval().toMillis());
        client.setNamesrvAddr(configuration.nameServer());
        client.setInstanceName(instanceName);
        client.setPollNameServerInterval(refreshMillis);
        client.setHeartbeatBrokerInterval(refreshMillis);
        client.setVipChannelEnabled(false);
    }

    String nameServer() {
        return configuration.nameServer();
    }
}
