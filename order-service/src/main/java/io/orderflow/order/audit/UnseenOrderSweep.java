package io.orderflow.order.audit;

import io.micronaut.scheduling.annotation.Scheduled;
import io.orderflow.micronaut.rocketmq.MessageNotSentException;
import io.orderflow.order.Order;
import io.orderflow.order.OrderPlacedPublisher;
import io.orderflow.order.Orders;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the events of committed orders again that the delivery audit has not seen for a while: their half message was lost
 * with the broker's disk, or thrown away after too many checks.
 *
 * <p>Takes the orders first (committed), sends afterwards: a crash in between costs one pause, never an order. Sending
 * one that was only late is harmless, since it carries the same key.
 */
@Singleton
class UnseenOrderSweep {

    private static final Logger LOG = LoggerFactory.getLogger(UnseenOrderSweep.class);

    private final Orders orders;
    private final OrderPlacedPublisher publisher;
    private final AuditProgress progress;
    private final SweepSettings settings;
    private final Clock clock;

    UnseenOrderSweep(
            Orders orders,
            OrderPlacedPublisher publisher,
            AuditProgress progress,
            SweepSettings settings,
            Clock clock) {
        this.orders = orders;
        this.publisher = publisher;
        this.progress = progress;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "${sweep.every:30s}", initialDelay = "${sweep.every:30s}")
    void sweep() {
        try {
            sendUnseenAgain();
        } catch (RuntimeException away) {
            LOG.warn("Unseen orders could not be sent again: {}; the next sweep tries", away.toString());
        }
    }

    private void sendUnseenAgain() {
        if (progress.isBehind(settings.toleratedLag(), clock.instant())) {
            LOG.info("The delivery audit is working off a backlog; unseen orders are looked at afterwards");
            return;
        }
        List<Order> unseen;
        do {
            var now = clock.instant();
            unseen = orders.takeUnseen(now, now.plus(settings.pause()), settings.batch());
            unseen.forEach(this::sendAgain);
            if (!unseen.isEmpty()) {
                LOG.info(
                        "Sent {} orders again that the delivery audit had not seen, {} the first of them",
                        unseen.size(),
                        unseen.getFirst().id());
            }
        } while (unseen.size() == settings.batch());
    }

    /** An event that can't be sent holds up no other. */
    private void sendAgain(Order order) {
        try {
            publisher.republishPlaced(order.id(), order.placedEvent());
        } catch (UncheckedIOException unwritable) {
            LOG.error("The event of order {} can't be written; every sweep tries", order.id(), unwritable);
        } catch (MessageNotSentException notSent) {
            if (!notSent.isMessageRefused()) {
                throw notSent;
            }
            LOG.error("The event of order {} can't be sent; every sweep tries", order.id(), notSent);
        }
    }
}
