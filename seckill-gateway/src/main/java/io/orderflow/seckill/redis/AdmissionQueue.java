package io.orderflow.seckill.redis;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.orderflow.seckill.redis.QueueEntry.Purchase;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

    private static final Argument<List<String>> STRINGS = Argument.listOf(String.class);
    private static final int PURCHASE_FIELDS = 3;

    private final RedissonClient redisson;
    private final JsonMapper json;

    AdmissionQueue(RedissonClient redisson, JsonMapper json) {
        this.redisson = redisson;
        this.json = json;
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
        var keys = SaleKeys.of(saleId);
        var arguments = new Object[1 + 2 * entries.size()];
        arguments[0] = GROUP;
        int next = 1;
        for (var entry : entries) {
            arguments[next++] = entry.id();
            arguments[next++] = Integer.toString(entry.purchases().size());
        }
        ACKNOWLEDGE.runForNumber(redisson, List.of(keys.queue(), keys.sale()), arguments);
    }

    /** How many tickets RocketMQ does not have. */
    public long size(long saleId) {
        @Nullable
        String queued = redisson.<String, String>getMap(SaleKeys.of(saleId).sale(), StringCodec.INSTANCE)
                .get("queued");
        return queued == null ? 0 : Long.parseLong(queued);
    }

    private RStream<String, String> stream(long saleId) {
        return redisson.getStream(SaleKeys.of(saleId).queue(), StringCodec.INSTANCE);
    }

    private List<QueueEntry> entries(Map<StreamMessageId, Map<String, String>> messages) {
        return messages.entrySet().stream()
                // Redis names an entry that was deleted while it was pending, without its fields.
                .filter(message -> message.getValue() != null)
                .map(message -> entry(message.getKey().toString(), message.getValue()))
                .toList();
    }

    private QueueEntry entry(String id, Map<String, String> fields) {
        return new QueueEntry(
                id,
                Instant.ofEpochMilli(Long.parseLong(field(fields, "a"))),
                Instant.ofEpochMilli(Long.parseLong(field(fields, "e"))),
                purchases(field(fields, "p")));
    }

    private List<Purchase> purchases(String packed) {
        List<String> values;
        try {
            values = Objects.requireNonNull(json.readValue(packed, STRINGS), "p");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("admit.lua did not write this: " + packed, unreadable);
        }
        var purchases = new ArrayList<Purchase>(values.size() / PURCHASE_FIELDS);
        for (int i = 0; i < values.size(); i += PURCHASE_FIELDS) {
            purchases.add(new Purchase(values.get(i), values.get(i + 2), Integer.parseInt(values.get(i + 1))));
        }
        return purchases;
    }

    private static String field(Map<String, String> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }
}
