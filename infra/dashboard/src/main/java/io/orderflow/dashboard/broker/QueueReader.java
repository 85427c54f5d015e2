package io.orderflow.dashboard.broker;

import io.orderflow.dashboard.broker.BrokerConnection.Broker;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.rocketmq.client.impl.CommunicationMode;
import org.apache.rocketmq.client.impl.consumer.PullResultExt;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.filter.ExpressionType;
import org.apache.rocketmq.common.message.MessageDecoder;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.sysflag.PullSysFlag;
import org.apache.rocketmq.remoting.protocol.header.PullMessageRequestHeader;

/** Reads messages in their queues, without a consumer group: no offset moves. */
@Singleton
final class QueueReader {

    private static final int AT_ONCE = PullSysFlag.buildSysFlag(false, false, true, false);

    private final BrokerConnection connection;

    QueueReader(BrokerConnection connection) {
        this.connection = connection;
    }

    /** @return from {@code offset} on, up to {@code most}, or fewer if the broker likes; empty at the end of the queue */
    List<MessageExt> read(Broker broker, String topic, int queue, long offset, int most) throws Exception {
        var question = new PullMessageRequestHeader();
        question.setConsumerGroup(MixAll.TOOLS_CONSUMER_GROUP);
        question.setTopic(topic);
        question.setQueueId(queue);
        question.setQueueOffset(offset);
        question.setMaxMsgNums(most);
        question.setSysFlag(AT_ONCE);
        question.setCommitOffset(0L);
        question.setSuspendTimeoutMillis(0L);
        question.setSubscription("*");
        question.setSubVersion(0L);
        question.setExpressionType(ExpressionType.TAG);
        var result = (PullResultExt) connection
                .requests()
                .pullMessage(broker.address(), question, BrokerConnection.TIMEOUT_MILLIS, CommunicationMode.SYNC, null);
        return switch (result.getPullStatus()) {
            case FOUND -> MessageDecoder.decodesBatch(ByteBuffer.wrap(result.getMessageBinary()), true, true, false);
            case NO_NEW_MSG, NO_MATCHED_MSG, OFFSET_ILLEGAL -> List.of();
        };
    }
}
