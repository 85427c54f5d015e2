package io.orderflow.dashboard.broker;

import io.orderflow.micronaut.rocketmq.RocketMQConfiguration;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.MQClientAPIImpl;
import org.apache.rocketmq.tools.admin.DefaultMQAdminExt;
import org.jspecify.annotations.Nullable;

/**
 * The one administrator's connection of this process, shared by all that ask. It is made when first needed without waiting for
 * any server, and reconnects by itself when the servers are back; while they are unavailable each question fails within its
 * time.
 */
@Singleton
final class BrokerConnection {

    /** For one request. */
    static final long TIMEOUT_MILLIS = 2_000;

    @FunctionalInterface
    interface Question<T> {
        T ask(DefaultMQAdminExt admin) throws Exception;
    }

    private final RocketMQConfiguration configuration;
    private @Nullable DefaultMQAdminExt admin;

    BrokerConnection(RocketMQConfiguration configuration) {
        this.configuration = configuration;
    }

    <T> T ask(Question<T> question) throws Exception {
        return question.ask(admin());
    }

    /** What the administrator's client does not offer. */
    MQClientAPIImpl requests() throws MQClientException {
        return admin().getDefaultMQAdminExtImpl().getMqClientInstance().getMQClientAPIImpl();
    }

    /** @return one for each broker name, the one that writes go to; never none */
    List<Broker> brokers() throws Exception {
        var known = ask(DefaultMQAdminExt::examineBrokerClusterInfo).getBrokerAddrTable();
        var brokers = known.values().stream()
                .filter(broker -> broker.selectBrokerAddr() != null)
                .map(broker -> new Broker(broker.getBrokerName(), broker.selectBrokerAddr()))
                .toList();
        if (brokers.isEmpty()) {
            throw new IOException("the name server %s knows no broker".formatted(configuration.nameServer()));
        }
        return brokers;
    }

    record Broker(String name, String address) {}

    private synchronized DefaultMQAdminExt admin() throws MQClientException {
        var running = admin;
        if (running == null) {
            if (!configuration.enabled()) {
                throw new MQClientException("rocketmq.enabled is false", null);
            }
            running = new DefaultMQAdminExt(configuration.signature(), TIMEOUT_MILLIS);
            running.setNamesrvAddr(configuration.nameServer());
            // Clients of one name share a connection, and with it its end.
            running.setInstanceName("administrator-" + UUID.randomUUID());
            running.setVipChannelEnabled(false);
            running.setMqClientApiTimeout(Math.toIntExact(TIMEOUT_MILLIS));
            running.setPollNameServerInterval(
                    Math.toIntExact(configuration.refreshInterval().toMillis()));
            running.start();
            admin = running;
        }
        return running;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.shutdown();
        }
    }
}
