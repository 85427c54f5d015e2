package io.orderflow.messaging.idempotency;

import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.DeliveryHandler;
import io.orderflow.messaging.consume.Handled;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a delivery through to {@code next} unless its key was applied before or is being applied now.
 *
 * <p>When the gate is away, everything goes through: the effect's unique key in the database stops duplicates.
 */
public final class IdempotentHandler implements DeliveryHandler {

    private static final Logger LOG = LoggerFactory.getLogger(IdempotentHandler.class);

    private final ProcessedEvents processed;
    private final Duration lease;
    private final Duration memory;
    private final DeliveryHandler next;

    /**
     * @param lease longer than any handler runs
     * @param memory how long a processed key is remembered; duplicates that come later are left to the database
     */
    public IdempotentHandler(ProcessedEvents processed, Duration lease, Duration memory, DeliveryHandler next) {
        this.processed = processed;
        this.lease = lease;
        this.memory = memory;
        this.next = next;
    }

    @Override
    public Handled handle(Delivery delivery) throws Exception {
        var claim = claim(delivery);
        if (claim.isEmpty()) {
            return next.handle(delivery);
        }
        return switch (claim.get()) {
            case Claim.AlreadyDone done -> Handled.Outcome.ALREADY_CLAIMED;
            case Claim.HeldByAnother held -> new Handled.Later(held.remaining());
            case Claim.Granted granted -> handle(delivery, granted);
        };
    }

    private Handled handle(Delivery delivery, Claim.Granted granted) throws Exception {
        Handled handled;
        try {
            handled = next.handle(delivery);
        } catch (Throwable failure) {
            release(delivery, granted);
            throw failure;
        }
        switch (handled) {
            case Handled.Outcome applied -> remember(delivery, granted);
            case Handled.Later later -> release(delivery, granted);
        }
        return handled;
    }

    private Optional<Claim> claim(Delivery delivery) {
        try {
            return Optional.of(processed.claim(delivery.consumer(), delivery.key(), lease));
        } catch (RuntimeException away) {
            LOG.warn(
                    "No claim for {} of {}: {}; the database alone decides",
                    delivery.key(),
                    delivery.consumer(),
                    away.toString());
            return Optional.empty();
        }
    }

    private void remember(Delivery delivery, Claim.Granted granted) {
        try {
            processed.done(granted, memory);
        } catch (RuntimeException away) {
            LOG.warn(
                    "{} of {} is applied but not remembered: {}; a duplicate will be stopped by the database",
                    delivery.key(),
                    delivery.consumer(),
                    away.toString());
        }
    }

    private void release(Delivery delivery, Claim.Granted granted) {
        try {
            processed.release(granted);
        } catch (RuntimeException away) {
            LOG.warn(
                    "Claim on {} of {} is not released: {}; it expires by itself",
                    delivery.key(),
                    delivery.consumer(),
                    away.toString());
        }
    }
}
