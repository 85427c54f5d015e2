package io.orderflow.invariants.broker;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.impl.CommunicationMode;
import org.apache.rocketmq.client.impl.MQClientAPIImpl;
import org.apache.rocketmq.client.impl.consumer.PullResultExt;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.filter.ExpressionType;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageDecoder;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.sysflag.PullSysFlag;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.apache.rocketmq.remoting.protocol.header.PullMessageRequestHeader;

/** Reads messages in their queues, without a consumer. */
record MessageReading(MQClientAPIImpl client, long callMillis) {

    private static final int AT_ONCE = 32;

    List<StoredMessage> read(BrokerView.Queue queue, long offset)
            throws RemotingException, MQBrokerException, InterruptedException {
        var request = new PullMessageRequestHeader();
        // The broker knows this group by itself; nothing is committed for it.
        request.setConsumerGroup(MixAll.TOOLS_CONSUMER_GROUP);
        request.setTopic(queue.queue().getTopic());
        request.setQueueId(queue.queue().getQueueId());
        request.setQueueOffset(offset);
        request.setMaxMsgNums(AT_ONCE);
        request.setSysFlag(PullSysFlag.buildSysFlag(false, false, true, false));
        request.setCommitOffset(0L);
        request.setSuspendTimeoutMillis(0L);
        request.setSubscription("*");
        request.setSubVersion(0L);
        request.setExpressionType(ExpressionType.TAG);
        var answer = client.pullMessage(queue.address(), request, callMillis, CommunicationMode.SYNC, null);
        return switch (answer.getPullStatus()) {
            case FOUND -> decode(((PullResultExt) answer).getMessageBinary());
            case NO_NEW_MSG, NO_MATCHED_MSG -> List.of();
            case OFFSET_ILLEGAL ->
                throw new IllegalStateException("%s has no message at %d any more"
                        .formatted(queue.queue().getTopic(), offset));
        };
    }

    private static List<StoredMessage> decode(byte[] messages) {
        return MessageDecoder.decodes(ByteBuffer.wrap(messages), false).stream()
                .map(MessageReading::message)
                .toList();
    }

    private static StoredMessage message(MessageExt message) {
        var ids = new LinkedHashSet<String>();
        Stream.of(
                        message.getProperty(MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX),
                        message.getProperty(MessageConst.PROPERTY_ORIGIN_MESSAGE_ID),
                        message.getMsgId())
                .filter(Objects::nonNull)
                .forEach(ids::add);
        return new StoredMessage(message.getQueueOffset(), Instant.ofEpochMilli(message.getStoreTimestamp()), ids);
    }
}
