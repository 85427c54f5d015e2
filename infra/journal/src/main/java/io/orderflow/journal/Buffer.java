package io.orderflow.journal;

import io.orderflow.journal.entry.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * What waits to be shipped, in bounded room. Failures have room of their own: no flood of successes can crowd them out. What
 * finds no room is counted and lost.
 */
final class Buffer {

    /** Entries are created by the shipping thread, not by the offering one. */
    private final BlockingQueue<Supplier<JournalEntry>> failures;

    private final BlockingQueue<Supplier<JournalEntry>> successes;
    private final LongAdder lostFailures = new LongAdder();
    private final LongAdder lostSuccesses = new LongAdder();

    Buffer(int capacity) {
        this.failures = new ArrayBlockingQueue<>(capacity);
        this.successes = new ArrayBlockingQueue<>(capacity);
    }

    /** Never waits for room. */
    void offerFailure(Supplier<JournalEntry> entry) {
        if (!failures.offer(entry)) {
            lostFailures.increment();
        }
    }

    /** Never waits for room. */
    void offerSuccess(Supplier<JournalEntry> entry) {
        if (!successes.offer(entry)) {
            lostSuccesses.increment();
        }
    }

    /**
     * Failures first.
     *
     * @param weight stops once entries of about so many characters are taken
     */
    List<JournalEntry> take(int most, int weight) {
        List<JournalEntry> taken = new ArrayList<>();
        int left = weight;
        while (taken.size() < most && left > 0) {
            var next = failures.poll();
            if (next == null) {
                next = successes.poll();
            }
            if (next == null) {
                break;
            }
            try {
                var entry = next.get();
                left -= Weight.of(entry);
                taken.add(entry);
            } catch (RuntimeException unreadable) {
                // An exception whose own message or stack can't be had.
                lostFailures.increment();
            }
        }
        return taken;
    }

    int size() {
        return failures.size() + successes.size();
    }

    /** Since the start. */
    long lostFailures() {
        return lostFailures.sum();
    }

    /** Since the start. */
    long lostSuccesses() {
        return lostSuccesses.sum();
    }
}
