package io.orderflow.micronaut.rocketmq;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.apache.rocketmq.client.ClientConfig;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.remoting.RPCHook;

/** What the producer and all consumers of one application have in common, so that they share one connection. */
@Singleton
final class ClientSettings {

    private final RocketMQConfiguration configuration;
    private final RPCHook signature;
    // The process id alone is not unique: two application contexts may live in one process.
    private final String instanceName = ProcessHandle.current().pid() + "#" + UUID.randomUUID();

    ClientSettings(RocketMQConfiguration configuration) {
        this.configuration = configuration;
        this.signature = configuration.signature();
    }

    void applyTo(ClientConfig client) {
        int refreshMillis = Math.toIntExact(configuration.refreshInterval().toMillis());
        client.setNamesrvAddr(configuration.nameServer());
        client.setInstanceName(instanceName);
        client.setPollNameServerInterval(refreshMillis);
        client.setHeartbeatBrokerInterval(refreshMillis);
        client.setVipChannelEnabled(false);
    }

    /** This application's identity at the broker. */
    RPCHook signature() {
        return signature;
    }

    /** RocketMQ's own words, and where it looked when no broker answered. */
    String why(Exception failed) {
        return failed instanceof MQBrokerException
                ? failed.toString()
                : "%s (name server %s)".formatted(failed, nameServer());
    }

    String nameServer() {
        return configuration.nameServer();
    }
}
