package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import io.orderflow.testkit.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.rocketmq.client.ClientConfig;
import org.apache.rocketmq.client.impl.ClientRemotingProcessor;
import org.apache.rocketmq.client.impl.MQClientAPIImpl;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.remoting.netty.NettyClientConfig;
import org.apache.rocketmq.remoting.protocol.heartbeat.ConsumerData;
import org.apache.rocketmq.remoting.protocol.heartbeat.HeartbeatData;
import org.junit.jupiter.api.Test;

/** A client has reconnected, and the broker has not yet noticed that the old connection is of no use. */
class ConnectedTwiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TIMEOUT_MILLIS = 3_000;

    /** Enough for all queues. */
    private static final int MESSAGES = 64;

    @Test
    void every_message_arrives_at_the_only_client_of_a_group_although_the_broker_names_it_twice() throws Exception {
        try (var application = TestApplication.with("fixture.listener", "all")) {
            String group = application.name();
            var client = client(application);
            String broker = Objects.requireNonNull(client.findBrokerAddrByTopic(group));
            var old = new MQClientAPIImpl(
                    new NettyClientConfig(),
                    new ClientRemotingProcessor(client),
                    TestServers.get().brokerAdministrator(),
                    new ClientConfig());
            old.start();
            try {
                old.sendHeartbeat(broker, heartbeat(client, group), TIMEOUT_MILLIS);
                assertThat(client.getMQClientAPIImpl().getConsumerIdListByGroup(broker, group, TIMEOUT_MILLIS))
                        .containsExactly(client.getClientId(), client.getClientId());
                client.doRebalance();

                List<String> keys = IntStream.range(0, MESSAGES)
                        .mapToObj(i -> group + "-" + i)
                        .toList();
                keys.forEach(key -> application.bean(Announcements.class).announceNow(key, new Announced("x")));

                await().atMost(PATIENCE)
                        .until(() -> application.bean(Listening.class).keys().containsAll(keys));
            } finally {
                old.shutdown();
            }
        }
    }

    /** Once the broker knows it. */
    private static MQClientInstance client(TestApplication application) {
        var consumer = application.bean(RocketMQLifecycle.class).consumers().getFirst();
        await().atMost(PATIENCE).until(() -> consumer.consumerIfRunning() != null);
        var client = Objects.requireNonNull(consumer.consumerIfRunning()).client();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> client.getMQClientAPIImpl()
                        .getConsumerIdListByGroup(
                                client.findBrokerAddrByTopic(application.name()), application.name(), TIMEOUT_MILLIS)
                        .equals(List.of(client.getClientId())));
        return client;
    }

    /** What the client itself sends. */
    private static HeartbeatData heartbeat(MQClientInstance client, String group) {
        var running = client.selectConsumer(group);
        var consumer = new ConsumerData();
        consumer.setGroupName(group);
        consumer.setConsumeType(running.consumeType());
        consumer.setMessageModel(running.messageModel());
        consumer.setConsumeFromWhere(running.consumeFromWhere());
        consumer.setSubscriptionDataSet(running.subscriptions());
        var heartbeat = new HeartbeatData();
        heartbeat.setClientID(client.getClientId());
        heartbeat.setConsumerDataSet(Set.of(consumer));
        return heartbeat;
    }
}
