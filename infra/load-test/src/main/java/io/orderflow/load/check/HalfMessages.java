package io.orderflow.load.check;

import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.ClientConfig;
import org.apache.rocketmq.client.impl.MQClientManager;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.remoting.protocol.header.QueryConsumerOffsetRequestHeader;

/**
 * Asks the broker how many half messages it still keeps: those that its own check has not put behind it. A settled one
 * counts until the next check, so this waits for some checks before it believes what it sees.
 */
public final class HalfMessages implements Check {

    private static final String TOPIC = "RMQ_SYS_TRANS_HALF_TOPIC";
    private static final String GROUP = "CID_RMQ_SYS_TRANS";
    private static final long CALL_MILLIS = 3_000;
    private static final int MOST_LOOKS = 30;

    private final String nameServer;

    public HalfMessages(String nameServer) {
        this.nameServer = nameServer;
    }

    @Override
    public String fact() {
        return "13 no half message is left at the broker";
    }

    @Override
    public Offenders look(Connection auditor) throws Exception {
        var config = new ClientConfig();
        config.setNamesrvAddr(nameServer);
        config.setInstanceName(UUID.randomUUID().toString());
        config.setVipChannelEnabled(false);
        var client = MQClientManager.getInstance().getOrCreateMQClientInstance(config);
        client.start();
        try {
            long left = left(client);
            for (int look = 1; left > 0 && look < MOST_LOOKS; look++) {
                pause();
                left = left(client);
            }
            return left == 0 ? Offenders.none() : new Offenders(left, List.of("half messages"));
        } finally {
            client.shutdown();
        }
    }

    private static long left(MQClientInstance client) throws Exception {
        client.updateTopicRouteInfoFromNameServer("order-events");
        var route = client.getTopicRouteTable().get("order-events");
        if (route == null) {
            throw new IllegalStateException("The name server knows no broker");
        }
        long left = 0;
        for (var broker : route.getBrokerDatas()) {
            String address = broker.selectBrokerAddr();
            var queue = new MessageQueue(TOPIC, broker.getBrokerName(), 0);
            long stored = client.getMQClientAPIImpl().getMaxOffset(address, queue, CALL_MILLIS);
            left += stored - settled(client, address, queue);
        }
        return left;
    }

    private static long settled(MQClientInstance client, String address, MessageQueue queue) throws Exception {
        var question = new QueryConsumerOffsetRequestHeader();
        question.setConsumerGroup(GROUP);
        question.setTopic(queue.getTopic());
        question.setQueueId(queue.getQueueId());
        return client.getMQClientAPIImpl().queryConsumerOffset(address, question, CALL_MILLIS);
    }

    private static boolean pause() throws InterruptedException {
        // Nobody counts it down: it is the second that matters.
        return new CountDownLatch(1).await(1, TimeUnit.SECONDS);
    }
}
