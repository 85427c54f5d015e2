package io.orderflow.order.expire;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.orderflow.event.PurchasesDecided.Outcome;
import io.orderflow.micronaut.rocketmq.MessageNotSentException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders a wake-up for the time at which payments are due: one for each second, however many payments are due in it.
 *
 * <p>Promises nothing: a wake-up that is lost, or too far ahead for the broker, costs the time until the next sweep.
 */
@Singleton
public class PaymentDeadlines {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentDeadlines.class);

    /** Brokers keep a message for up to three days by default ({@code timerMaxDelaySec}). */
    private static final Duration FARTHEST = Duration.ofDays(3).minusMinutes(1);

    private final PaymentDeadlinePublisher publisher;
    private final Clock clock;
    private final Cache<Instant, Boolean> expected =
            Caffeine.newBuilder().maximumSize(1_000).build();

    PaymentDeadlines(PaymentDeadlinePublisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    /** @param outcomes committed; those that await no payment are passed over */
    public void expect(List<Outcome> outcomes) {
        outcomes.stream()
                .map(Outcome::paymentDueAt)
                .filter(Objects::nonNull)
                .map(PaymentDeadlines::secondAfter)
                .distinct()
                .forEach(this::expect);
    }

    private void expect(Instant dueAt) {
        if (dueAt.isAfter(clock.instant().plus(FARTHEST)) || expected.asMap().putIfAbsent(dueAt, true) != null) {
            return;
        }
        try {
            publisher.wakeUp(dueAt.toString(), new PaymentDeadline(dueAt), dueAt);
        } catch (MessageNotSentException notSent) {
            expected.invalidate(dueAt);
            LOG.warn("No wake-up for payments due at {}: {}; the sweep finds them", dueAt, notSent.getMessage());
        }
    }

    private static Instant secondAfter(Instant dueAt) {
        return dueAt.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }
}
