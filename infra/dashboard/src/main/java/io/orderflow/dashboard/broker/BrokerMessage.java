package io.orderflow.dashboard.broker;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageExt;
import org.jspecify.annotations.Nullable;

/**
 * A message as the broker keeps it.
 *
 * @param id what its sender called it; the same for every copy of it
 * @param body as text, whatever is in it
 * @param deliveries that have failed before this copy was stored
 */
public record BrokerMessage(
        String id,
        String topic,
        String tag,
        String keys,
        int queue,
        long offset,
        Instant bornAt,
        Instant storedAt,
        String bornAtHost,
        int deliveries,
        Map<String, String> properties,
        String body) {

    static BrokerMessage of(MessageExt message) {
        String uniqueId = message.getProperty(MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX);
        return new BrokerMessage(
                uniqueId == null ? message.getMsgId() : uniqueId,
                message.getTopic(),
                orEmpty(message.getTags()),
                orEmpty(message.getKeys()),
                message.getQueueId(),
                message.getQueueOffset(),
                MessageClaims.bornAt(message),
                Instant.ofEpochMilli(message.getStoreTimestamp()),
                message.getBornHostString(),
                message.getReconsumeTimes(),
                new TreeMap<>(message.getProperties()),
                new String(message.getBody(), StandardCharsets.UTF_8));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
