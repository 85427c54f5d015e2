package io.orderflow.dashboard.broker;

import io.orderflow.dashboard.broker.BrokerConnection.Broker;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.OffsetNotFoundException;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.common.topic.TopicValidator;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.ResponseCode;
import org.apache.rocketmq.remoting.protocol.header.GetMaxOffsetRequestHeader;
import org.apache.rocketmq.remoting.protocol.header.GetMaxOffsetResponseHeader;
import org.apache.rocketmq.remoting.protocol.header.QueryConsumerOffsetRequestHeader;
import org.jspecify.annotations.Nullable;

/**
 * Does what the broker's own check does, without changing anything: what is in the queue of half messages behind the check's
 * offset, and not marked as ended in the queue of ends, is waiting.
 */
@Singleton
final class HalfQueue {

    private static final String HALF = TopicValidator.RMQ_SYS_TRANS_HALF_TOPIC;
    private static final String ENDED = TopicValidator.RMQ_SYS_TRANS_OP_HALF_TOPIC;
    private static final String CHECK = "CID_RMQ_SYS_TRANS";
    private static final int QUEUE = 0;
    private static final int A_PAGE = 32;
    private static final int MOST_PAGES = 500;
    private static final int SHOWN = 200;
    private static final int MOST_QUESTIONS = 500;

    private final BrokerConnection connection;
    private final QueueReader queues;

    HalfQueue(BrokerConnection connection, QueueReader queues) {
        this.connection = connection;
        this.queues = queues;
    }

    WaitingHalfMessages read(Broker broker) throws Exception {
        var rounds = CheckRounds.of(connection.ask(admin -> admin.getBrokerConfig(broker.address())));
        // In this order: a check stores a new copy behind the end and only then moves on, past the old one.
        long ended = checked(broker, ENDED);
        long begin = checked(broker, HALF);
        long end = stored(broker);
        awaitReadable(broker, end);
        var crossedOut = crossedOut(broker, ended);
        List<Long> waiting = new ArrayList<>();
        for (long offset = begin; offset < end; offset++) {
            if (!crossedOut.contains(offset)) {
                waiting.add(offset);
            }
        }
        // Each check stores a new copy, and only then puts the old one behind it.
        Map<String, HalfMessage> first = new LinkedHashMap<>();
        int shown = Math.min(SHOWN, waiting.size());
        for (long offset : waiting.subList(0, shown)) {
            for (var message : queues.read(broker, HALF, QUEUE, offset, 1)) {
                var half = half(message, rounds);
                first.put(half.id(), half);
            }
        }
        long count = (long) first.size() + waiting.size() - shown;
        return new WaitingHalfMessages(count, List.copyOf(first.values()), rounds.most());
    }

    /** Behind the last half message that is stored; it may take the broker some milliseconds more until it can be read. */
    private long stored(Broker broker) throws Exception {
        var question = new GetMaxOffsetRequestHeader();
        question.setTopic(HALF);
        question.setQueueId(QUEUE);
        question.setCommitted(false);
        var answer = connection
                .requests()
                .getRemotingClient()
                .invokeSync(
                        broker.address(),
                        RemotingCommand.createRequestCommand(RequestCode.GET_MAX_OFFSET, question),
                        BrokerConnection.TIMEOUT_MILLIS);
        if (answer.getCode() != ResponseCode.SUCCESS) {
            throw new MQBrokerException(answer.getCode(), answer.getRemark(), broker.address());
        }
        return answer.decodeCommandCustomHeader(GetMaxOffsetResponseHeader.class)
                .getOffset();
    }

    /** The broker needs some milliseconds, as long as a few questions take. After many, what can be read by then is enough. */
    private void awaitReadable(Broker broker, long end) throws Exception {
        var queue = new MessageQueue(HALF, broker.name(), QUEUE);
        long readable = 0;
        for (int asked = 0; asked < MOST_QUESTIONS && readable < end; asked++) {
            readable = connection.requests().getMaxOffset(broker.address(), queue, BrokerConnection.TIMEOUT_MILLIS);
        }
    }

    private Set<Long> crossedOut(Broker broker, long from) throws Exception {
        Set<Long> offsets = new HashSet<>();
        long next = from;
        for (int page = 0; page < MOST_PAGES; page++) {
            var ends = queues.read(broker, ENDED, QUEUE, next, A_PAGE);
            if (ends.isEmpty()) {
                return offsets;
            }
            for (var each : ends) {
                for (var offset : new String(each.getBody(), StandardCharsets.UTF_8).split(",")) {
                    offsets.add(Long.valueOf(offset));
                }
            }
            next = ends.getLast().getQueueOffset() + 1;
        }
        throw new IllegalStateException("more than %d ends wait for the broker's check".formatted(MOST_PAGES * A_PAGE));
    }

    private long checked(Broker broker, String topic) throws Exception {
        var question = new QueryConsumerOffsetRequestHeader();
        question.setConsumerGroup(CHECK);
        question.setTopic(topic);
        question.setQueueId(QUEUE);
        try {
            return connection
                    .requests()
                    .queryConsumerOffset(broker.address(), question, BrokerConnection.TIMEOUT_MILLIS);
        } catch (OffsetNotFoundException neverChecked) {
            return 0;
        }
    }

    private static HalfMessage half(MessageExt message, CheckRounds rounds) {
        var bornAt = MessageClaims.bornAt(message);
        int checks = MessageClaims.checks(message);
        return new HalfMessage(
                orEmpty(message.getProperty(MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX)),
                orEmpty(message.getKeys()),
                orEmpty(message.getProperty(MessageConst.PROPERTY_REAL_TOPIC)),
                orEmpty(message.getTags()),
                bornAt,
                checks,
                rounds.next(bornAt, Instant.ofEpochMilli(message.getStoreTimestamp()), checks));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
