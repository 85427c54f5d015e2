package io.orderflow.seckill.result;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.sse.Event;
import io.orderflow.micronaut.problem.Problem;
import io.orderflow.seckill.TicketId;
import io.orderflow.seckill.result.TicketStatus.Queued;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.FluxSink;

/** One client that waits for one ticket's decision. Sends nothing that its client has seen, and ends with the decision. */
final class TicketStream {

    private static final Problem TOKEN_EXPIRED = Problem.of(
                    HttpStatus.UNAUTHORIZED, "unauthorized", "A valid bearer token is needed")
            .detail("The token that opened this stream has expired; open it again with another one");

    private final TicketId ticket;
    private final long place;
    private final Instant endsAt;
    private final FluxSink<Event<TicketView>> client;
    private long lastPosition;
    private long saidAt = System.nanoTime();
    private long lookedAt;

    /**
     * @param lastPosition that the client has seen; {@link Long#MAX_VALUE} if none
     * @param endsAt when the client's token expires
     */
    TicketStream(
            Queued queued, long lastPosition, Instant endsAt, Duration lookAfter, FluxSink<Event<TicketView>> client) {
        this.ticket = queued.ticket();
        this.place = queued.place();
        this.endsAt = endsAt;
        this.lastPosition = lastPosition;
        this.client = client;
        // The decision may have come between the lookup and this stream: look at once.
        this.lookedAt = saidAt - lookAfter.toNanos();
    }

    TicketId ticket() {
        return ticket;
    }

    /** @param settled tickets of its epoch that are decided */
    long position(long settled) {
        return Math.max(1, place - settled);
    }

    /**
     * The first event, which also opens the response.
     *
     * @param now null if the client has seen it
     */
    synchronized void begin(Duration reconnectAfter, @Nullable TicketView now) {
        say(now == null ? comment("resumed").retry(reconnectAfter) : event(now).retry(reconnectAfter));
        remember(now);
    }

    /** Whether that would be news: a position never gets worse, even if this instance lags behind. */
    synchronized boolean isNews(long position) {
        return position < lastPosition;
    }

    synchronized void moved(TicketView now) {
        say(event(now));
        remember(now);
    }

    synchronized void decided(TicketView decision) {
        client.next(event(decision));
        client.complete();
    }

    /** Without a decision: the client gets it when it reconnects. */
    void end() {
        client.complete();
    }

    /** If the client's token has expired, sends that and ends. @return whether it does */
    synchronized boolean endIfExpired(Instant now) {
        boolean expired = !now.isBefore(endsAt);
        if (expired) {
            say(tokenExpired());
            client.complete();
        }
        return expired;
    }

    synchronized void heartbeat(Duration silence, long nanos) {
        if (nanos - saidAt >= silence.toNanos()) {
            say(comment("still waiting"));
        }
    }

    /** Whether it is time to look for the decision in the table. The caller does. */
    synchronized boolean takeLook(Duration every, long nanos) {
        boolean due = nanos - lookedAt >= every.toNanos();
        if (due) {
            lookedAt = nanos;
        }
        return due;
    }

    private void remember(@Nullable TicketView told) {
        if (told != null && told.position() != null) {
            lastPosition = told.position();
        }
    }

    private void say(Event<TicketView> event) {
        saidAt = System.nanoTime();
        client.next(event);
    }

    static Event<TicketView> event(TicketView view) {
        return Event.of(view).id(view.eventId());
    }

    /** Named, so that no client takes it for a ticket. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Event<TicketView> tokenExpired() {
        return (Event<TicketView>) (Event) Event.of(TOKEN_EXPIRED).name("token-expired");
    }

    /** An event without data is a comment to the client. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Event<TicketView> comment(String text) {
        return (Event<TicketView>) (Event) Event.of("").comment(text);
    }
}
