package io.orderflow.order.place;

import io.orderflow.order.Orders;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets one request per idempotency key through: a repeat of a running one is refused at once, so it is never in a group with its
 * original. Across instances the database's unique key decides.
 */
@Singleton
class PlacementGate {

    /** Close it when done. */
    final class Pass implements AutoCloseable {

        private final Orders.Key key;

        private Pass(Orders.Key key) {
            this.key = key;
        }

        @Override
        public void close() {
            inFlight.remove(key);
        }
    }

    private final Set<Orders.Key> inFlight = ConcurrentHashMap.newKeySet();

    /** @return empty if this key is being placed right now */
    Optional<Pass> enter(Orders.Key key) {
        return inFlight.add(key) ? Optional.of(new Pass(key)) : Optional.empty();
    }
}
