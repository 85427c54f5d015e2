package io.orderflow.seckill.result;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.orderflow.micronaut.problem.Problem;
import io.orderflow.micronaut.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many event streams this instance has open: in all, of one customer, and on one ticket. */
@Singleton
class StreamLimits {

    private static final Problem TOO_MANY =
            Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-streams", "As many event streams are open as may be");
    private static final String RETRY_SECONDS = "5";

    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> byCustomer = new ConcurrentHashMap<>();
    private final Map<String, Integer> byTicket = new ConcurrentHashMap<>();
    private final TicketSettings settings;

    StreamLimits(TicketSettings settings, MeterRegistry registry) {
        this.settings = settings;
        Gauge.builder("sale.ticket.streams", open::get).register(registry);
    }

    /** Why one more may not be opened. Reserves nothing; {@link #take} counts. */
    Optional<ProblemException> refusal(String customer, String ticket) {
        if (byTicket.getOrDefault(ticket, 0) >= settings.streamsPerTicket()) {
            return Optional.of(tooMany("A ticket is followed by up to %d streams", settings.streamsPerTicket()));
        }
        if (byCustomer.getOrDefault(customer, 0) >= settings.streamsPerCustomer()) {
            return Optional.of(tooMany("A customer has up to %d streams", settings.streamsPerCustomer()));
        }
        if (open.get() >= settings.streams()) {
            return Optional.of(TicketController.unavailable(
                    "This instance has as many open streams as it serves; ask without a stream"));
        }
        return Optional.empty();
    }

    /** Counts one more, unless there is a reason not to. */
    synchronized Optional<ProblemException> take(String customer, String ticket) {
        var refusal = refusal(customer, ticket);
        if (refusal.isEmpty()) {
            open.incrementAndGet();
            byCustomer.merge(customer, 1, Integer::sum);
            byTicket.merge(ticket, 1, Integer::sum);
        }
        return refusal;
    }

    synchronized void release(String customer, String ticket) {
        open.decrementAndGet();
        byCustomer.computeIfPresent(customer, (same, count) -> count == 1 ? null : count - 1);
        byTicket.computeIfPresent(ticket, (same, count) -> count == 1 ? null : count - 1);
    }

    private static ProblemException tooMany(String detail, int limit) {
        return new ProblemException(
                TOO_MANY.detail(detail.formatted(limit) + "; close one, or ask without a stream"),
                Map.of(HttpHeaders.RETRY_AFTER, RETRY_SECONDS));
    }
}
