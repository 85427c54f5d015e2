package io.orderflow.dashboard.broker;

import io.orderflow.dashboard.broker.BrokerConnection.Broker;
import io.orderflow.dashboard.page.Snapshot;
import io.orderflow.dashboard.page.Source;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.rocketmq.remoting.protocol.subscription.SubscriptionGroupConfig;

/** The consumer groups, and how far behind they are. */
@Singleton
public final class ConsumerGroups {

    private final BrokerConnection connection;
    private final GroupReader reader;
    private final Snapshot<List<ConsumerGroup>> groups;

    ConsumerGroups(BrokerConnection connection, GroupReader reader) {
        this.connection = connection;
        this.reader = reader;
        this.groups = new Snapshot<>("RocketMQ, consumer groups", this::look);
    }

    /** At most some seconds old; sorted by name. */
    public Source<List<ConsumerGroup>> all() {
        return groups.now();
    }

    /** @return empty for a group that the broker does not know */
    public Source<Optional<ConsumerGroup>> named(String group) {
        return all().map(known ->
                known.stream().filter(each -> each.name().equals(group)).findFirst());
    }

    /** The broker delivers nothing to any member, also after a restart of broker or member. What is fetched already is finished. */
    public void pause(String group) throws Exception {
        allowConsuming(group, false);
    }

    /** Members notice within about three seconds. */
    public void resume(String group) throws Exception {
        allowConsuming(group, true);
    }

    private void allowConsuming(String group, boolean allowed) throws Exception {
        for (var broker : connection.brokers()) {
            connection.ask(admin -> {
                var config = admin.examineSubscriptionGroupConfig(broker.address(), group);
                config.setConsumeEnable(allowed);
                admin.createAndUpdateSubscriptionGroupConfig(broker.address(), config);
                return config;
            });
        }
        changed();
    }

    /** What was seen is no longer true. */
    void changed() {
        groups.forget();
    }

    private List<ConsumerGroup> look() throws Exception {
        var brokers = connection.brokers();
        Set<String> names = new TreeSet<>();
        Set<String> consuming = new TreeSet<>();
        for (var broker : brokers) {
            for (var config : configs(broker)) {
                names.add(config.getGroupName());
                if (config.isConsumeEnable()) {
                    consuming.add(config.getGroupName());
                }
            }
        }
        List<ConsumerGroup> seen = new ArrayList<>();
        for (var name : names) {
            seen.add(reader.read(brokers, name, !consuming.contains(name)));
        }
        return List.copyOf(seen);
    }

    private List<SubscriptionGroupConfig> configs(Broker broker) throws Exception {
        return List.copyOf(connection.ask(
                admin -> admin.getUserSubscriptionGroup(broker.address(), BrokerConnection.TIMEOUT_MILLIS)
                        .getSubscriptionGroupTable()
                        .values()));
    }
}
