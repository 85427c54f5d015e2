package io.orderflow.dashboard.broker;

import io.orderflow.dashboard.Console;
import java.util.UUID;
import org.apache.rocketmq.remoting.protocol.subscription.SubscriptionGroupConfig;

/** A consumer group without consumers: a test may pause it or send it back, and the services' groups go on consuming. */
public final class SpareGroup {

    private final String name = "spare-" + UUID.randomUUID();
    private final BrokerConnection connection;

    public SpareGroup(Console console) throws Exception {
        this.connection = console.bean(BrokerConnection.class);
        var config = new SubscriptionGroupConfig();
        config.setGroupName(name);
        for (var broker : connection.brokers()) {
            connection.ask(admin -> {
                admin.createAndUpdateSubscriptionGroupConfig(broker.address(), config);
                return config;
            });
        }
        console.bean(ConsumerGroups.class).changed();
    }

    public String name() {
        return name;
    }

    public void delete() throws Exception {
        for (var broker : connection.brokers()) {
            connection.ask(admin -> {
                admin.deleteSubscriptionGroup(broker.address(), name, true);
                return name;
            });
        }
    }
}
