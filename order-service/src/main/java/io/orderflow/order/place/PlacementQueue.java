package io.orderflow.order.place;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.event.annotation.EventListener;
import io.orderflow.messaging.combine.Combiner;
import io.orderflow.messaging.combine.Limits;
import io.orderflow.messaging.combine.Reply.Answered;
import io.orderflow.messaging.combine.Reply.Failed;
import io.orderflow.messaging.combine.Reply.Refused;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.micronaut.rocketmq.observe.PublishingEndsEvent;
import io.orderflow.order.Order;
import io.orderflow.order.place.Attempt.Apart;
import io.orderflow.order.place.Attempt.Settled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where orders wait for their turn. While few groups are under way, an order is placed alone and at once; otherwise together with
 * those that came meanwhile. See decision 0024.
 */
@Singleton
class PlacementQueue {

    private static final Logger LOG = LoggerFactory.getLogger(PlacementQueue.class);

    /** At shutdown. Longer than any statement takes. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(20);

    private final Combiner<Wanted, Attempt> combiner;
    private final PlaceTogether together;
    private final Semaphore apart;
    private final Duration maxWait;

    PlacementQueue(PlaceTogether together, PlacementSettings settings, MeterRegistry meters) {
        this.together = together;
        this.combiner = new Combiner<>(
                "placement",
                new Limits(settings.backlog(), settings.groupsAtOnce(), settings.groupSize(), settings.groupLines()),
                Wanted::lines,
                together::place);
        this.apart = new Semaphore(settings.apartAtOnce());
        this.maxWait = settings.maxWait();
        Gauge.builder("placement.unanswered", combiner, Combiner::unanswered)
                .description("Orders that wait to be placed or are being placed")
                .register(meters);
    }

    /** Orders that wait to be placed or are being placed. */
    int unanswered() {
        return combiner.unanswered();
    }

    /** @return empty if it can't be taken now; nothing happened, or the order is found under its key */
    Optional<PublishResult<Order>> place(Wanted wanted) {
        try {
            return switch (combiner.submit(wanted, maxWait)) {
                case Answered<Attempt>(Settled(var result)) -> Optional.of(result);
                case Answered<Attempt>(Apart apartFromItsGroup) -> placeApart(wanted);
                case Refused<Attempt> refused -> Optional.empty();
                case Failed<Attempt>(RuntimeException thrown) -> throw thrown;
                case Failed<Attempt>(var cause) -> {
                    LOG.error("What came of an order of {} is not known", wanted.customerId(), cause);
                    yield Optional.empty();
                }
            };
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<PublishResult<Order>> placeApart(Wanted wanted) throws InterruptedException {
        if (!apart.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(together.placeAlone(wanted));
        } finally {
            apart.release();
        }
    }

    /** Before the producer stops. */
    @EventListener
    void onPublishingEnds(PublishingEndsEvent ending) throws InterruptedException {
        if (!combiner.close(LAST_ANSWERS)) {
            LOG.warn("Some orders were not placed within {}; the same keys find what became of them", LAST_ANSWERS);
        }
    }
}
