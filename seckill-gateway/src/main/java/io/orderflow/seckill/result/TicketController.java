package io.orderflow.seckill.result;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.orderflow.micronaut.problem.Problem;
import io.orderflow.micronaut.problem.ProblemException;
import io.orderflow.seckill.TicketId;
import io.orderflow.seckill.result.TicketStatus.Final;
import io.orderflow.seckill.result.TicketStatus.NotNow;
import io.orderflow.seckill.result.TicketStatus.Queued;
import io.orderflow.seckill.result.TicketStatus.Unknown;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has become of a ticket: once, or as a stream that ends with the decision. */
@Controller("/tickets")
@Secured("customer")
class TicketController {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final TicketLookup lookup;
    private final TicketViews views;
    private final TicketStreams streams;
    private final StreamLimits limits;

    TicketController(TicketLookup lookup, TicketViews views, TicketStreams streams, StreamLimits limits) {
        this.lookup = lookup;
        this.views = views;
        this.streams = streams;
        this.limits = limits;
    }

    /**
     * With {@code Accept: text/event-stream} the answer is a stream of the same documents: the present one, each change, the
     * final one. {@code Last-Event-ID} resumes it, on any instance; a client that has seen the final one gets 204, so that an
     * EventSource stops. A stream ends with its token, too: its last event is then named {@code token-expired}.
     *
     * <p>404 for another customer's ticket, exactly as for one that does not exist.
     */
    @Get(
            value = "/{id}",
            produces = {MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM})
    @ExecuteOn(TaskExecutors.BLOCKING)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TicketView.class)))
    HttpResponse<?> ticket(
            HttpRequest<?> request,
            Authentication customer,
            String id,
            @Header(HttpHeaders.AUTHORIZATION) String authorization,
            @Header(LAST_EVENT_ID) @Nullable String lastEventId) {
        var ticket = TicketId.parse(id).orElseThrow(TicketController::notFound);
        boolean asStream = wantsStream(request);
        return switch (lookup.find(ticket, customer.getName(), authorization)) {
            case Final decided when !asStream -> decided(decided.view());
            case Final decided when decided.view().eventId().equals(lastEventId) -> HttpResponse.noContent();
            case Final decided -> stream(streams.ended(decided.view()));
            case Queued queued when asStream -> follow(queued, customer, lastEventId);
            case Queued queued -> waiting(ticket, views.queued(ticket, queued.position()));
            case Unknown unknown -> throw notFound();
            case NotNow notNow -> throw unavailable(notNow.why());
        };
    }

    private HttpResponse<?> follow(Queued queued, Authentication customer, @Nullable String lastEventId) {
        limits.refusal(customer.getName(), queued.ticket().toString()).ifPresent(refusal -> {
            throw refusal;
        });
        return stream(streams.follow(queued, customer, lastEventId));
    }

    /** The one of the two that the client prefers; JSON if it names neither. */
    private static boolean wantsStream(HttpRequest<?> request) {
        for (MediaType accepted : request.accept()) {
            if (accepted.equals(MediaType.TEXT_EVENT_STREAM_TYPE)) {
                return true;
            }
            if (accepted.equals(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
        }
        return false;
    }

    private static HttpResponse<?> stream(Object events) {
        return HttpResponse.ok(events)
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // A proxy that buffers responses would hold back every event.
                .header("X-Accel-Buffering", "no");
    }

    private static MutableHttpResponse<TicketView> decided(TicketView view) {
        var response = HttpResponse.ok(view);
        return view.order() == null
                ? response
                : response.header(HttpHeaders.LINK, "<" + view.order() + ">; rel=\"related\"");
    }

    private MutableHttpResponse<TicketView> waiting(TicketId ticket, TicketView view) {
        long seconds = Math.ceilDiv(views.lookAfter(ticket, view).toMillis(), 1_000);
        return HttpResponse.ok(view)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static ProblemException notFound() {
        return new ProblemException(Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is nothing here")
                .detail("You have no such ticket"));
    }

    static ProblemException unavailable(String why) {
        return new ProblemException(
                Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Not now; try again later")
                        .detail(why),
                Map.of(HttpHeaders.RETRY_AFTER, "1"));
    }
}
