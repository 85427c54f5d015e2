package io.orderflow.invariants.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.rocketmq.client.ClientConfig;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.MQClientManager;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.ResponseCode;
import org.apache.rocketmq.remoting.protocol.header.GetMaxOffsetRequestHeader;
import org.apache.rocketmq.remoting.protocol.header.GetMaxOffsetResponseHeader;
import org.apache.rocketmq.remoting.protocol.header.QueryConsumerOffsetRequestHeader;
import org.apache.rocketmq.remoting.protocol.route.TopicRouteData;

/** Looks at topics and offsets, and is no member of any group: it takes no messages from any consumer. */
public final class BrokerView implements AutoCloseable {

    private static final long CALL_MILLIS = 3_000;

    private final MQClientInstance client;

    private BrokerView(MQClientInstance client) {
        this.client = client;
    }

    /**
     * @param nameServer as {@code host:port}
     * @param signature of a user that may read everything; a broker without users ignores it
     */
    public static BrokerView connect(String nameServer, RPCHook signature) throws MQClientException {
        var config = new ClientConfig();
        config.setNamesrvAddr(nameServer);
        // Clients of one name share a connection, and with it its end.
        config.setInstanceName(UUID.randomUUID().toString());
        config.setVipChannelEnabled(false);
        var client = MQClientManager.getInstance().getOrCreateMQClientInstance(config, signature);
        client.start();
        return new BrokerView(client);
    }

    /** @param address of the broker that has it */
    record Queue(MessageQueue queue, String address) {

        Queue of(String topic, int id) {
            return new Queue(new MessageQueue(topic, queue.getBrokerName(), id), address);
        }
    }

    Set<String> topics() throws RemotingException, MQClientException, InterruptedException {
        return new TreeSet<>(client.getMQClientAPIImpl()
                .getTopicListFromNameServer(CALL_MILLIS)
                .getTopicList());
    }

    /** Those that can be read; none where the topic is not known yet. */
    List<Queue> queues(String topic) throws RemotingException, MQClientException, InterruptedException {
        var queues = new ArrayList<Queue>();
        var route = route(topic);
        for (var data : route.getQueueDatas()) {
            for (var broker : route.getBrokerDatas()) {
                if (broker.getBrokerName().equals(data.getBrokerName())) {
                    for (int id = 0; id < data.getReadQueueNums(); id++) {
                        queues.add(new Queue(
                                new MessageQueue(topic, data.getBrokerName(), id), broker.selectBrokerAddr()));
                    }
                }
            }
        }
        return queues;
    }

    private TopicRouteData route(String topic) throws RemotingException, MQClientException, InterruptedException {
        try {
            return client.getMQClientAPIImpl().getTopicRouteInfoFromNameServer(topic, CALL_MILLIS, false);
        } catch (MQClientException refused) {
            if (refused.getResponseCode() == ResponseCode.TOPIC_NOT_EXIST) {
                return nowhere();
            }
            throw refused;
        }
    }

    private static TopicRouteData nowhere() {
        var nowhere = new TopicRouteData();
        nowhere.setQueueDatas(List.of());
        nowhere.setBrokerDatas(List.of());
        return nowhere;
    }

    long first(Queue queue) throws RemotingException, MQBrokerException, InterruptedException {
        return client.getMQClientAPIImpl().getMinOffset(queue.address(), queue.queue(), CALL_MILLIS);
    }

    /** One after the last message that is stored. The broker may need some milliseconds more until that one can be read. */
    long stored(Queue queue) throws RemotingException, MQBrokerException, InterruptedException {
        var question = new GetMaxOffsetRequestHeader();
        question.setTopic(queue.queue().getTopic());
        question.setQueueId(queue.queue().getQueueId());
        question.setCommitted(false);
        var answer = client.getMQClientAPIImpl()
                .getRemotingClient()
                .invokeSync(
                        queue.address(),
                        RemotingCommand.createRequestCommand(RequestCode.GET_MAX_OFFSET, question),
                        CALL_MILLIS);
        if (answer.getCode() != ResponseCode.SUCCESS) {
            throw new MQBrokerException(answer.getCode(), answer.getRemark(), queue.address());
        }
        return answer.decodeCommandCustomHeader(GetMaxOffsetResponseHeader.class)
                .getOffset();
    }

    /** One after the last message that can be read. */
    long end(Queue queue) throws RemotingException, MQBrokerException, InterruptedException {
        return client.getMQClientAPIImpl().getMaxOffset(queue.address(), queue.queue(), CALL_MILLIS);
    }

    /** Where {@code group} continues; the queue's first message where it has not begun. */
    long position(String group, Queue queue) throws RemotingException, MQBrokerException, InterruptedException {
        var question = new QueryConsumerOffsetRequestHeader();
        question.setConsumerGroup(group);
        question.setTopic(queue.queue().getTopic());
        question.setQueueId(queue.queue().getQueueId());
        question.setSetZeroIfNotFound(false);
        try {
            return client.getMQClientAPIImpl().queryConsumerOffset(queue.address(), question, CALL_MILLIS);
        } catch (MQBrokerException refused) {
            if (refused.getResponseCode() == ResponseCode.QUERY_NOT_FOUND) {
                return first(queue);
            }
            throw refused;
        }
    }

    /** @return up to 32 messages from {@code offset} on; none at the end */
    List<StoredMessage> read(Queue queue, long offset)
            throws RemotingException, MQBrokerException, InterruptedException {
        return new MessageReading(client.getMQClientAPIImpl(), CALL_MILLIS).read(queue, offset);
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
