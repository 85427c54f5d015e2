package io.orderflow.seckill.buffer;

import io.orderflow.event.PurchaseEvents;
import io.orderflow.event.PurchasesRequested;
import io.orderflow.journal.Journal;
import io.orderflow.seckill.TicketId;
import io.orderflow.seckill.redis.AdmissionQueue;
import io.orderflow.seckill.redis.QueueEntry;
import io.orderflow.seckill.redis.RedisAway;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains one sale's stream for as long as the sale has one. Polls Redis: a blocking read would hold a connection for every
 * sale, and a busy sale must not queue for one behind idle ones. What the broker does not take is held and sent again; if
 * this instance dies meanwhile, another one finds the entries unacknowledged.
 */
final class SaleRelay implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SaleRelay.class);

    private final long saleId;
    private final String reader;
    private final AdmissionQueue queue;
    private final PurchaseRequests requests;
    private final BufferSettings settings;
    private final RelayMetrics metrics;
    private final Journal journal;
    private final BooleanSupplier hasQueue;
    private final CountDownLatch stopped;
    private final Pause pause;
    private final Pause idle;

    private long lookedForAbandonedAt;
    private boolean failing;
    private volatile long size;

    /**
     * @param reader this instance
     * @param hasQueue whether there may be something to drain
     * @param stopped at zero when it is time to end
     */
    SaleRelay(
            long saleId,
            String reader,
            AdmissionQueue queue,
            PurchaseRequests requests,
            BufferSettings settings,
            RelayMetrics metrics,
            Journal journal,
            BooleanSupplier hasQueue,
            CountDownLatch stopped) {
        this.saleId = saleId;
        this.reader = reader;
        this.queue = queue;
        this.requests = requests;
        this.settings = settings;
        this.metrics = metrics;
        this.journal = journal;
        this.hasQueue = hasQueue;
        this.stopped = stopped;
        this.pause = new Pause(settings.firstPause(), settings.longestPause(), stopped);
        this.idle = new Pause(settings.shortestIdle(), settings.longestIdle(), stopped);
        this.lookedForAbandonedAt = System.nanoTime() - settings.takeOverAfter().toNanos();
    }

    /** As of the last look. */
    long size() {
        return size;
    }

    @Override
    public void run() {
        boolean goOn = stopped.getCount() > 0;
        while (goOn && hasQueue.getAsBoolean()) {
            try {
                var entries = next();
                goOn = entries.isEmpty() ? idle.takeLonger() : relay(entries) && gather(entries);
            } catch (RuntimeException failure) {
                goOn = failedToRead(failure);
            }
        }
        size = 0;
    }

    private List<QueueEntry> next() {
        var entries = abandoned();
        if (entries.isEmpty()) {
            entries = queue.read(saleId, reader, settings.batch());
        }
        size = entries.isEmpty() ? 0 : queue.size(saleId);
        if (failing) {
            LOG.info("The queue of sale {} is read again", saleId);
            failing = false;
        }
        pause.reset();
        return entries;
    }

    /** Looked for now and then, until there are none. */
    private List<QueueEntry> abandoned() {
        if (System.nanoTime() - lookedForAbandonedAt < settings.takeOverAfter().toNanos() / 5) {
            return List.of();
        }
        var entries = queue.takeOver(saleId, reader, settings.takeOverAfter(), settings.batch());
        if (entries.isEmpty()) {
            lookedForAbandonedAt = System.nanoTime();
        } else {
            LOG.info("Sale {}: {} requests that another reader left are taken over", saleId, purchases(entries));
            metrics.takenOver(purchases(entries));
        }
        return entries;
    }

    /** @return false if it is time to stop */
    private boolean relay(List<QueueEntry> entries) {
        entries.forEach(this::journalTickets);
        if (!send(entries)) {
            return false;
        }
        pause.reset();
        idle.reset();
        // From here a crash means that they are sent once more.
        queue.acknowledge(saleId, entries);
        metrics.relayed(purchases(entries));
        return stopped.getCount() > 0;
    }

    /**
     * Until the broker has them, except for what can't be sent at all.
     *
     * @return false if it is time to stop
     */
    private boolean send(List<QueueEntry> entries) {
        var keys = entries.stream().map(this::key).toList();
        var messages = entries.stream().map(this::message).toList();
        boolean told = false;
        while (true) {
            try {
                requests.requestedTogether(keys, messages);
                break;
            } catch (RuntimeException failure) {
                if (PurchaseRequests.isRefused(failure)) {
                    return sendApart(entries, failure);
                }
                if (!told) {
                    LOG.warn(
                            "{} requests of sale {} did not reach the broker; they stay in the queue and are sent until they do: {}",
                            purchases(entries),
                            saleId,
                            failure.toString());
                    told = true;
                }
                if (!pause.takeLonger()) {
                    return false;
                }
            }
        }
        if (told) {
            LOG.info("The broker takes the requests of sale {} again", saleId);
        }
        return true;
    }

    /** Halves, down to single tickets: one that can't be sent alone is left to {@link OverdueTickets}, which refuses it. */
    private boolean sendApart(List<QueueEntry> entries, RuntimeException failure) {
        if (entries.size() > 1) {
            int half = entries.size() / 2;
            return send(entries.subList(0, half)) && send(entries.subList(half, entries.size()));
        }
        var entry = entries.getFirst();
        int half = entry.purchases().size() / 2;
        if (half > 0) {
            return send(List.of(part(entry, 0, half)))
                    && send(List.of(part(entry, half, entry.purchases().size())));
        }
        LOG.error(
                "The request for ticket {} of sale {} can't be sent; the ticket is refused when its reservation ends",
                entry.purchases().getFirst().ticket(),
                saleId,
                failure);
        return true;
    }

    private static QueueEntry part(QueueEntry entry, int from, int to) {
        return new QueueEntry(
                entry.id(),
                entry.requestedAt(),
                entry.expiresAt(),
                entry.purchases().subList(from, to));
    }

    /** A small send costs almost as much as a large one, and customers of waiting tickets are answered already. */
    private boolean gather(List<QueueEntry> last) {
        return last.size() == settings.batch() || idle.takeShort();
    }

    /** The same for every send of the entry, by any instance. */
    private String key(QueueEntry entry) {
        return "sale-" + saleId + "-" + epoch(entry) + "-" + entry.id();
    }

    /** The journal leads from each ticket to the message. */
    private void journalTickets(QueueEntry entry) {
        journal.recordGroup(
                PurchaseEvents.REQUESTS,
                key(entry),
                entry.purchases().stream().map(QueueEntry.Purchase::ticket).toList());
    }

    /** One call of the script is for one epoch. Epoch 0 is always over: such requests are refused, the tickets settled. */
    private static int epoch(QueueEntry entry) {
        return TicketId.parse(entry.purchases().getFirst().ticket())
                .map(TicketId::epoch)
                .orElse(0);
    }

    private static int purchases(List<QueueEntry> entries) {
        return entries.stream().mapToInt(entry -> entry.purchases().size()).sum();
    }

    private PurchasesRequested message(QueueEntry entry) {
        return new PurchasesRequested(
                saleId,
                epoch(entry),
                entry.requestedAt(),
                entry.expiresAt(),
                entry.purchases().stream()
                        .map(each -> new PurchasesRequested.Purchase(each.ticket(), each.customerId(), each.quantity()))
                        .toList());
    }

    /** @return false if it is time to stop */
    private boolean failedToRead(RuntimeException failure) {
        if (RedisAway.knowsNoQueue(failure)) {
            // Lost, or not loaded yet: the sale gets a queue together with its next epoch.
            return pause.takeShort();
        }
        if (!failing && stopped.getCount() > 0) {
            LOG.warn(
                    "The queue of sale {} can't be read; nothing in it is lost, trying again: {}",
                    saleId,
                    failure.toString());
            failing = true;
        }
        return pause.takeLonger();
    }
}
