package io.orderflow.local.servers;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.rocketmq.acl.common.AclClientRPCHook;
import org.apache.rocketmq.acl.common.SessionCredentials;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.TopicConfig;
import org.apache.rocketmq.common.constant.PermName;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.apache.rocketmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import org.apache.rocketmq.tools.admin.DefaultMQAdminExt;

/**
 * Creates topics and consumer groups on one broker. A group gets its {@code %RETRY%} and {@code %DLQ%} topics at once:
 * left to the broker, a new group's first redelivery takes 20–40 s.
 */
public final class RocketMqTopics implements AutoCloseable {

    private static final int QUEUES = 8;
    private static final int READ_WRITE = PermName.PERM_READ | PermName.PERM_WRITE;
    private static final Duration ROUTE_TIMEOUT = Duration.ofSeconds(15);
    // RocketMQ's own 5 s, its client's first connection included, are too short beside a busy compiler.
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final DefaultMQAdminExt admin;
    private final String broker;

    private RocketMqTopics(DefaultMQAdminExt admin, String broker) {
        this.admin = admin;
        this.broker = broker;
    }

    /**
     * @param broker its address as the name server knows it
     * @param administrator see {@link #signature}
     */
    public static RocketMqTopics connect(String nameServer, String broker, RPCHook administrator)
            throws MQClientException {
        var admin = new DefaultMQAdminExt(administrator, ANSWER_TIMEOUT.toMillis());
        admin.setNamesrvAddr(nameServer);
        // Clients of one name share a connection, and with it its end.
        admin.setInstanceName(UUID.randomUUID().toString());
        admin.setVipChannelEnabled(false);
        admin.start();
        return new RocketMqTopics(admin, broker);
    }

    /** Signs what a client asks of the broker; a broker without users ignores it. */
    public static RPCHook signature(String user, String password) {
        return new AclClientRPCHook(new SessionCredentials(user, password));
    }

    /** Returns when clients can find all of them. Topics that exist stay as they are, messages and all. */
    public void create(List<String> topics, List<String> consumerGroups) throws Exception {
        var configs = new ArrayList<TopicConfig>();
        topics.forEach(topic -> configs.add(topic(topic, QUEUES)));
        var groups = new ArrayList<SubscriptionGroupConfig>();
        for (var name : consumerGroups) {
            configs.add(topic(MixAll.getRetryTopic(name), 1));
            configs.add(topic(MixAll.getDLQTopic(name), 1));
            var group = new SubscriptionGroupConfig();
            group.setGroupName(name);
            groups.add(group);
        }
        if (!groups.isEmpty()) {
            admin.createAndUpdateSubscriptionGroupConfigList(broker, groups);
        }
        // At the first topic of a list that is there already RocketMQ 5.5 reports success and leaves out the rest.
        var known = admin.getAllTopicConfig(broker, ANSWER_TIMEOUT.toMillis()).getTopicConfigTable();
        var missing = configs.stream()
                .filter(config -> !known.containsKey(config.getTopicName()))
                .toList();
        if (!missing.isEmpty()) {
            admin.createAndUpdateTopicConfigList(broker, missing);
        }
        for (var config : configs) {
            awaitRoute(config.getTopicName());
        }
    }

    private static TopicConfig topic(String name, int queues) {
        return new TopicConfig(name, queues, queues, READ_WRITE);
    }

    /** The broker reports a new topic to the name server in its own time. */
    private void awaitRoute(String topic) throws IOException, RemotingException, InterruptedException {
        long deadline = System.nanoTime() + ROUTE_TIMEOUT.toNanos();
        while (true) {
            try {
                admin.examineTopicRouteInfo(topic);
                return;
            } catch (MQClientException unknown) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("The name server does not know topic " + topic, unknown);
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    @Override
    public void close() {
        admin.shutdown();
    }
}
