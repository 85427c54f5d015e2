package io.orderflow.seckill.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream between admission and RocketMQ. An entry leaves it when it is acknowledged; one whose reader has died is read
 * again by another. One that can't be read is set aside alone: it leaves the stream with a line in the log and one more in {@code
 * sale.queue.unreadable}. Its tickets go on waiting, become overdue and are decided then, so its units come back.
 */
@Singleton
public class AdmissionQueue {

    private static final Logger LOG = LoggerFactory.getLogger(AdmissionQueue.class);

    static final String GROUP = "relay";

    private static final Script ACKNOWLEDGE = Script.named("acknowledge");

    private static final Argument<List<String>> STRINGS = Argument.listOf(String.class);
    private static final int PURCHASE_FIELDS = 3;

    private final RedissonClient redisson;
    private final JsonMapper json;
    private final Counter unreadable;

    AdmissionQueue(RedissonClient redisson, JsonMapper json, MeterRegistry registry) {
        this.redisson = redisson;
        this.json = json;
        this.unreadable = registry.counter("sale.queue.unreadable");
    }

    /**
     * Entries that were not read yet, oldest first; none if there are none now.
     *
     * @param reader owns them from now on
     * @throws org.redisson.client.RedisException among others, if Redis does not know the sale: NOGROUP
     */
    public List<QueueEntry> read(long saleId, String reader, int count) {
        return entries(
                saleId,
                stream(saleId)
                        .readGroup(
                                GROUP,
                                reader,
                                StreamReadGroupArgs.neverDelivered().count(count)));
    }

    /** Entries that were read {@code idle} ago or longer and are not acknowledged: {@code reader}'s from now on. */
    public List<QueueEntry> takeOver(long saleId, String reader, Duration idle, int count) {
        return entries(
                saleId,
                stream(saleId)
                        .autoClaim(GROUP, reader, idle.toMillis(), TimeUnit.MILLISECONDS, StreamMessageId.MIN, count)
                        .getMessages());
    }

    public void acknowledge(long saleId, List<QueueEntry> entries) {
        var arguments = new ArrayList<String>(2 * entries.size());
        for (var entry : entries) {
            arguments.add(entry.id());
            arguments.add(Integer.toString(entry.purchases().size()));
        }
        acknowledgeEach(saleId, arguments);
    }

    /** @param idsAndTickets each entry's id, and how many tickets it holds */
    private void acknowledgeEach(long saleId, List<String> idsAndTickets) {
        var keys = SaleKeys.of(saleId);
        var arguments = new ArrayList<Object>(1 + idsAndTickets.size());
        arguments.add(GROUP);
        arguments.addAll(idsAndTickets);
        ACKNOWLEDGE.runForNumber(redisson, List.of(keys.queue(), keys.sale()), arguments.toArray());
    }

    /** How many tickets RocketMQ does not have yet. */
    public long size(long saleId) {
        @Nullable
        String queued = redisson.<String, String>getMap(SaleKeys.of(saleId).sale(), StringCodec.INSTANCE)
                .get("queued");
        return queued == null ? 0 : Long.parseLong(queued);
    }

    private RStream<String, String> stream(long saleId) {
        return redisson.getStream(SaleKeys.of(saleId).queue(), StringCodec.INSTANCE);
    }

    private List<QueueEntry> entries(long saleId, Map<StreamMessageId, Map<String, String>> messages) {
        var entries = new ArrayList<QueueEntry>(messages.size());
        var setAside = new ArrayList<String>();
        messages.forEach((id, fields) -> {
            // Redis names an entry that was deleted while it was pending, without its fields.
            if (fields == null) {
                setAside.add(id.toString());
                setAside.add("0");
                return;
            }
            try {
                entries.add(entry(id.toString(), fields));
            } catch (RuntimeException failure) {
                setAside.add(id.toString());
                setAside.add(Integer.toString(tickets(fields)));
                unreadable.increment();
                LOG.error(
                        "Entry {} of sale {}'s queue can't be read and is set aside; its tickets are asked for when they are overdue: {}",
                        id,
                        saleId,
                        fields,
                        failure);
            }
        });
        if (!setAside.isEmpty()) {
            acknowledgeEach(saleId, setAside);
        }
        return entries;
    }

    /** As far as that can be read. */
    private static int tickets(Map<String, String> fields) {
        String number = fields.getOrDefault("n", "");
        return number.matches("\\d{1,4}") ? Integer.parseInt(number) : 0;
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
        if (values.isEmpty() || values.size() % PURCHASE_FIELDS != 0 || values.contains(null)) {
            throw new IllegalArgumentException("admit.lua did not write this: " + packed);
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
