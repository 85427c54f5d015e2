package io.orderflow.seckill.buffer;

import io.orderflow.event.PurchaseRequested;
import io.orderflow.seckill.TicketId;
import io.orderflow.seckill.redis.AdmissionQueue;
import io.orderflow.seckill.redis.QueueEntry;
import io.orderflow.seckill.redis.RedisAway;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains one sale's stream for as long as the sale has one. What the broker does not take is held and sent again; if this
 * instance dies meanwhile, another one finds the entries unacknowledged.
 */
final class SaleRelay implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SaleRelay.class);

    private final long saleId;
    private final String reader;
    private final AdmissionQueue queue;
    private final PurchaseRequests requests;
    private final BufferSettings settings;
    private final RelayMetrics metrics;
    private final ReadingTurns turns;
    private final BooleanSupplier hasQueue;
    private final CountDownLatch stopped;
    private final Pause pause;

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
            ReadingTurns turns,
            BooleanSupplier hasQueue,
            CountDownLatch stopped) {
        this.saleId = saleId;
        this.reader = reader;
        this.queue = queue;
        this.requests = requests;
        this.settings = settings;
        this.metrics = metrics;
        this.turns = turns;
        this.hasQueue = hasQueue;
        this.stopped = stopped;
        this.pause = new Pause(settings.firstPause(), settings.longestPause(), stopped);
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
                goOn = entries.isEmpty() ? stopped.getCount() > 0 : relay(entries);
            } catch (RuntimeException failure) {
                goOn = failedToRead(failure);
            }
        }
        size = 0;
    }

    private List<QueueEntry> next() {
        var entries = turns.read(patience -> {
            var abandoned = abandoned();
            return abandoned.isEmpty() ? queue.read(saleId, reader, settings.batch(), patience) : abandoned;
        });
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
            LOG.info("Sale {}: {} entries that another reader left are taken over", saleId, entries.size());
            metrics.takenOver(entries.size());
        }
        return entries;
    }

    /** @return false if it is time to stop */
    private boolean relay(List<QueueEntry> entries) {
        var tickets = entries.stream().map(QueueEntry::ticket).toList();
        var messages = entries.stream().map(this::message).toList();
        boolean told = false;
        while (true) {
            try {
                requests.requested(tickets, messages);
                break;
            } catch (RuntimeException away) {
                if (!told) {
                    LOG.warn(
                            "{} requests of sale {} did not reach the broker; they stay in the queue and are sent until they do: {}",
                            entries.size(),
                            saleId,
                            away.toString());
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
        pause.reset();
        // From here a crash means that they are sent once more.
        queue.acknowledge(saleId, entries);
        metrics.relayed(entries.size());
        return stopped.getCount() > 0;
    }

    private PurchaseRequested message(QueueEntry entry) {
        // Epoch 0 is over for certain: such a request is refused, and the ticket settled.
        int epoch = TicketId.parse(entry.ticket()).map(TicketId::epoch).orElse(0);
        return new PurchaseRequested(
                entry.ticket(),
                saleId,
                epoch,
                entry.customerId(),
                entry.quantity(),
                entry.requestedAt(),
                entry.expiresAt());
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

    /** Lets only so many readers wait in Redis at a time; the more there are, the shorter each waits. */
    static final class ReadingTurns {

        private static final Duration SHORTEST = Duration.ofMillis(10);

        private final int readers;
        private final Duration patience;
        private final Semaphore permits;
        private volatile int sales;

        ReadingTurns(BufferSettings settings) {
            this.readers = settings.readers();
            this.patience = settings.patience();
            this.permits = new Semaphore(readers, true);
        }

        /** @param sales how many take turns from now on */
        void share(int sales) {
            this.sales = sales;
        }

        List<QueueEntry> read(Reading reading) {
            permits.acquireUninterruptibly();
            try {
                return reading.within(patience());
            } finally {
                permits.release();
            }
        }

        private Duration patience() {
            int waiting = sales;
            if (waiting <= readers) {
                return patience;
            }
            var share = patience.multipliedBy(readers).dividedBy(waiting);
            return share.compareTo(SHORTEST) < 0 ? SHORTEST : share;
        }
    }

    @FunctionalInterface
    interface Reading {
        List<QueueEntry> within(Duration patience);
    }
}
