package io.orderflow.dashboard.deadletter.broker;

import io.orderflow.dashboard.broker.MessageClaims;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.topic.TopicValidator;

/** What RocketMQ writes on a message when it gives it up. */
final class Reading {

    private static final String CHECK_EXHAUSTED = TopicValidator.RMQ_SYS_TRANS_CHECK_MAX_TIME_TOPIC;

    private Reading() {}

    static boolean isDeadLetterTopic(String topic) {
        return topic.startsWith(MixAll.DLQ_GROUP_TOPIC_PREFIX) || topic.equals(CHECK_EXHAUSTED);
    }

    static DeadMessage of(MessageExt message) {
        return message.getTopic().equals(CHECK_EXHAUSTED) ? neverSettled(message) : givenUp(message);
    }

    private static DeadMessage givenUp(MessageExt message) {
        return message(
                message,
                message.getTopic().substring(MixAll.DLQ_GROUP_TOPIC_PREFIX.length()),
                "",
                property(message, MessageConst.PROPERTY_RETRY_TOPIC),
                // Absent from a message that was put there by hand.
                message.getProperties().getOrDefault(MessageConst.PROPERTY_ORIGIN_MESSAGE_ID, message.getMsgId()),
                message.getReconsumeTimes());
    }

    private static DeadMessage neverSettled(MessageExt message) {
        return message(
                message,
                "",
                property(message, MessageConst.PROPERTY_PRODUCER_GROUP),
                property(message, MessageConst.PROPERTY_REAL_TOPIC),
                message.getMsgId(),
                MessageClaims.checks(message));
    }

    private static DeadMessage message(
            MessageExt message, String group, String producerGroup, String topic, String originId, int attempts) {
        return new DeadMessage(
                group,
                producerGroup,
                topic.isEmpty() ? message.getTopic() : topic,
                Objects.requireNonNullElse(message.getTags(), ""),
                Objects.requireNonNullElse(message.getKeys(), ""),
                message.getMsgId(),
                originId,
                property(message, Redelivery.TX_ID),
                property(message, Redelivery.REDELIVERY_OF),
                attempts,
                MessageClaims.bornAt(message),
                Instant.ofEpochMilli(message.getStoreTimestamp()),
                message.getProperties(),
                Objects.requireNonNullElse(message.getBody(), new byte[0]));
    }

    private static String property(Map<String, String> properties, String name) {
        return properties.getOrDefault(name, "");
    }

    private static String property(MessageExt message, String name) {
        return property(message.getProperties(), name);
    }
}
