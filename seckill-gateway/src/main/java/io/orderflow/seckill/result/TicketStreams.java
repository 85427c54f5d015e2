package io.orderflow.seckill.result;

import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.http.sse.Event;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.security.authentication.Authentication;
import io.orderflow.seckill.TicketId;
import io.orderflow.seckill.redis.SaleSnapshot;
import io.orderflow.seckill.result.TicketStatus.Queued;
import io.orderflow.seckill.sale.SaleCache;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * The open streams of this instance. No thread waits for them: one task moves all positions about once a
 * second, from what the cache knows anyway; decisions are pushed, and looked for in case a push was lost.
 */
@Singleton
class TicketStreams {

    private static final Logger LOG = LoggerFactory.getLogger(TicketStreams.class);
    private static final int TICKETS_PER_LOOK = 500;
    private static final String QUEUED_ID = TicketView.Status.QUEUED + "-";

    private final Map<String, List<TicketStream>> byTicket = new ConcurrentHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Tickets tickets;
    private final TicketViews views;
    private final SaleCache cache;
    private final StreamLimits limits;
    private final TicketSettings settings;
    private final Clock clock;

    TicketStreams(
            Tickets tickets,
            TicketViews views,
            SaleCache cache,
            StreamLimits limits,
            TicketSettings settings,
            Clock clock) {
        this.tickets = tickets;
        this.views = views;
        this.cache = cache;
        this.limits = limits;
        this.settings = settings;
        this.clock = clock;
    }

    /** A stream of one event. */
    Publisher<Event<TicketView>> ended(TicketView view) {
        return Flux.just(TicketStream.event(view));
    }

    /**
     * Fails before its first event if too many are open. Ends when the customer's token does.
     *
     * @param lastEventId the last that the client has seen; what it did not get from here is ignored
     */
    Publisher<Event<TicketView>> follow(Queued queued, Authentication customer, @Nullable String lastEventId) {
        // A client that is slow gets the latest state, not all of them.
        return Flux.create(sink -> open(queued, customer, lastEventId, sink), FluxSink.OverflowStrategy.LATEST);
    }

    private void open(
            Queued queued, Authentication customer, @Nullable String lastEventId, FluxSink<Event<TicketView>> client) {
        String id = queued.ticket().toString();
        var refusal = limits.take(customer.getName(), id);
        if (refusal.isPresent()) {
            client.error(refusal.get());
            return;
        }
        var stream = new TicketStream(
                queued, lastPosition(lastEventId), TokenExpiry.of(customer), settings.lookAfter(), client);
        byTicket.merge(id, List.of(stream), TicketStreams::both);
        client.onDispose(() -> {
            byTicket.computeIfPresent(id, (same, streams) -> without(stream, streams));
            limits.release(customer.getName(), id);
        });
        boolean news = stream.isNews(queued.position());
        stream.begin(settings.reconnectAfter(), news ? views.queued(queued.ticket(), queued.position()) : null);
    }

    private static long lastPosition(@Nullable String lastEventId) {
        if (lastEventId == null || !lastEventId.startsWith(QUEUED_ID)) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(lastEventId.substring(QUEUED_ID.length()));
        } catch (NumberFormatException notOurs) {
            return Long.MAX_VALUE;
        }
    }

    private static List<TicketStream> both(List<TicketStream> some, List<TicketStream> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static @Nullable List<TicketStream> without(TicketStream gone, List<TicketStream> streams) {
        var rest = streams.stream().filter(stream -> stream != gone).toList();
        return rest.isEmpty() ? null : rest;
    }

    boolean isAnybodyWaiting() {
        return !byTicket.isEmpty();
    }

    boolean isAnybodyWaitingFor(String ticket) {
        return byTicket.containsKey(ticket);
    }

    void decided(DecidedTicket ticket) {
        byTicket.getOrDefault(ticket.id(), List.of()).forEach(stream -> stream.decided(views.decided(ticket)));
    }

    @Scheduled(fixedDelay = "${tickets.every:1s}")
    void moveOn() {
        long now = System.nanoTime();
        var time = clock.instant();
        List<TicketStream> dueForLook = new ArrayList<>();
        for (var streams : byTicket.values()) {
            for (var stream : streams) {
                if (stream.endIfExpired(time)) {
                    continue;
                }
                settled(stream.ticket()).ifPresent(settled -> move(stream, stream.position(settled)));
                stream.heartbeat(settings.heartbeat(), now);
                if (stream.takeLook(settings.lookAfter(), now)) {
                    dueForLook.add(stream);
                }
            }
        }
        if (!dueForLook.isEmpty() && looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("ticket-streams-look").start(() -> lookForDecisions(dueForLook));
        }
    }

    private Optional<Long> settled(TicketId ticket) {
        return cache.find(ticket.saleId())
                .flatMap(sale -> sale.snapshot())
                .filter(seen -> seen.epoch() == ticket.epoch())
                .map(SaleSnapshot::settled);
    }

    private void move(TicketStream stream, long position) {
        if (stream.isNews(position)) {
            stream.moved(views.queued(stream.ticket(), position));
        }
    }

    private void lookForDecisions(List<TicketStream> streams) {
        try {
            for (int from = 0; from < streams.size(); from += TICKETS_PER_LOOK) {
                lookForSome(streams.subList(from, Math.min(streams.size(), from + TICKETS_PER_LOOK)));
            }
        } catch (RuntimeException away) {
            LOG.warn(
                    "{} streams could not look for their decisions; they look again soon: {}",
                    streams.size(),
                    away.toString());
        } finally {
            looking.set(false);
        }
    }

    private void lookForSome(List<TicketStream> streams) {
        var ids = streams.stream().map(stream -> stream.ticket().toString()).collect(Collectors.toSet());
        var decided = tickets.among(ids).stream().collect(Collectors.toMap(DecidedTicket::id, Function.identity()));
        for (var stream : streams) {
            var decision = decided.get(stream.ticket().toString());
            if (decision != null) {
                stream.decided(views.decided(decision));
            } else if (isOfAnEarlierEpoch(stream.ticket())) {
                stream.end();
            }
        }
    }

    /** Then it is not stored here any more; a repeated request gets order-service's answer. */
    private boolean isOfAnEarlierEpoch(TicketId ticket) {
        return cache.find(ticket.saleId())
                .filter(sale -> sale.sale().warmEpoch() > ticket.epoch())
                .isPresent();
    }

    /** Their clients open them again elsewhere. */
    @EventListener
    void onShutdown(ShutdownEvent stopping) {
        byTicket.values().forEach(streams -> streams.forEach(TicketStream::end));
    }
}
