package io.orderflow.dashboard.broker;

import io.orderflow.dashboard.broker.BrokerConnection.Broker;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageDecoder;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.remoting.InvokeCallback;
import org.apache.rocketmq.remoting.netty.ResponseFuture;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.ResponseCode;
import org.apache.rocketmq.remoting.protocol.header.QueryMessageRequestHeader;

/** A broker's index of keys. The administrator's client asks it too, but takes a broker that fails for one that found nothing. */
@Singleton
final class MessageIndex {

    private static final int MOST = 64;

    private final BrokerConnection connection;

    MessageIndex(BrokerConnection connection) {
        this.connection = connection;
    }

    /** @return what has that key's hash code, so perhaps another's too */
    List<MessageExt> find(Broker broker, String topic, String key, String indexType) throws Exception {
        var question = new QueryMessageRequestHeader();
        question.setTopic(topic);
        question.setKey(key);
        question.setMaxNum(MOST);
        question.setBeginTimestamp(0L);
        question.setEndTimestamp(Long.MAX_VALUE);
        question.setIndexType(indexType);
        boolean unique = indexType.equals(MessageConst.INDEX_UNIQUE_TYPE);
        var answer = new Answer();
        connection.requests().queryMessage(broker.address(), question, BrokerConnection.TIMEOUT_MILLIS, answer, unique);
        var response = answer.received.get(BrokerConnection.TIMEOUT_MILLIS * 2, TimeUnit.MILLISECONDS);
        return switch (response.getCode()) {
            case ResponseCode.SUCCESS -> MessageDecoder.decodes(ByteBuffer.wrap(response.getBody()), true);
            case ResponseCode.QUERY_NOT_FOUND -> List.of();
            default -> throw new MQBrokerException(response.getCode(), response.getRemark(), broker.address());
        };
    }

    private static final class Answer implements InvokeCallback {

        private final CompletableFuture<RemotingCommand> received = new CompletableFuture<>();

        @Override
        public void operationComplete(ResponseFuture response) {
            // The two methods below handle all cases.
        }

        @Override
        public void operationSucceed(RemotingCommand response) {
            received.complete(response);
        }

        @Override
        public void operationFail(Throwable failure) {
            received.completeExceptionally(failure);
        }
    }
}
