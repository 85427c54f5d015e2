package io.orderflow.order.place;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets one request per idempotency key and a bounded number of requests in all through to broker and database.
 *
 * <p>Across instances the database's unique key does the former; here a repeat learns at once that it is one.
 */
@Singleton
class PlacementGate {

    sealed interface Entry {}

    /** This key is being placed right now. */
    record Busy() implements Entry {}

    /** No turn came free in time. */
    record Full() implements Entry {}

    /** Close it when done. */
    final class Pass implements Entry, AutoCloseable {

        private final Key key;

        private Pass(Key key) {
            this.key = key;
        }

        @Override
        public void close() {
            turns.release();
            inFlight.remove(key);
        }
    }

    private record Key(String customerId, String idempotencyKey) {}

    private final Set<Key> inFlight = ConcurrentHashMap.newKeySet();
    private final Semaphore turns;
    private final long maxWaitMillis;

    PlacementGate(PlacementSettings settings) {
        this.turns = new Semaphore(settings.maxConcurrent());
        this.maxWaitMillis = settings.maxWait().toMillis();
    }

    Entry enter(String customerId, String idempotencyKey) {
        var key = new Key(customerId, idempotencyKey);
        if (!inFlight.add(key)) {
            return new Busy();
        }
        boolean entered = false;
        try {
            entered = turns.tryAcquire(maxWaitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            if (!entered) {
                inFlight.remove(key);
            }
        }
        return entered ? new Pass(key) : new Full();
    }
}
