package io.orderflow.seckill.redis;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamReadGroupArgs;
import org.redisson.client.codec.StringCodec;

/**
 * The stream between admission and RocketMQ. An entry leaves it when it is acknowledged; one whose reader has died is read
 * again by another.
 */
@Singleton
public class AdmissionQueue {

    static final String GROUP = "relay";

    private static final Script ACKNOWLEDGE = Script.named("acknowledge");

    private final RedissonClient redisson;

    AdmissionQueue(RedissonClient redisson) {
        this.redisson = redisson;
    }

    /**
     * Entries that nobody has read, oldest first; none if there are none now.
     *
     * @param reader whose they are from now on
     * @throws org.redisson.client.RedisException among others, if Redis does not know the sale: NOGROUP
     */
    public List<QueueEntry> read(long saleId, String reader, int count) {
        return entries(stream(saleId)
                .readGroup(GROUP, reader, StreamReadGroupArgs.neverDelivered().count(count)));
    }

    /** Entries that were read {@code idle} ago or longer and are not acknowledged: {@code reader}'s from now on. */
    public List<QueueEntry> takeOver(long saleId, String reader, Duration idle, int count) {
        return entries(stream(saleId)
                .autoClaim(GROUP, reader, idle.toMillis(), TimeUnit.MILLISECONDS, StreamMessageId.MIN, count)
                .getMessages());
    }

    public void acknowledge(long saleId, List<QueueEntry> entries) {
        var arguments = new Object[1 + entries.size()];
        arguments[0] = GROUP;
        for (int i = 0; i < entries.size(); i++) {
            arguments[i + 1] = entries.get(i).id();
        }
        ACKNOWLEDGE.runForNumber(redisson, List.of(SaleKeys.of(saleId).queue()), arguments);
    }

    /** How many entries RocketMQ does not have. */
    public long size(long saleId) {
        return stream(saleId).size();
    }

    private RStream<String, String> stream(long saleId) {
        return redisson.getStream(SaleKeys.of(saleId).queue(), StringCodec.INSTANCE);
    }

    private static List<QueueEntry> entries(Map<StreamMessageId, Map<String, String>> messages) {
        return messages.entrySet().stream()
                // Redis names an entry that was deleted while it was pending, without its fields.
                .filter(message -> message.getValue() != null)
                .map(message -> entry(message.getKey().toString(), message.getValue()))
                .toList();
    }

    private static QueueEntry entry(String id, Map<String, String> fields) {
        return new QueueEntry(
                id,
                field(fields, "t"),
                field(fields, "c"),
                Integer.parseInt(field(fields, "q")),
                Instant.ofEpochMilli(Long.parseLong(field(fields, "a"))),
                Instant.ofEpochMilli(Long.parseLong(field(fields, "e"))));
    }

    private static String field(Map<String, String> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }
}
