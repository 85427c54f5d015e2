package io.orderflow.seckill.admit;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.orderflow.micronaut.problem.Problem;
import io.orderflow.seckill.sale.Sale;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An {@link Answer} as HTTP response: a problem document, or a page for a browser. Frequent bodies are serialised once. */
@Singleton
class AnswerResponses {

    private static final HttpStatus TOO_EARLY = HttpStatus.TOO_EARLY;
    private static final String NOT_OPEN = "not-open";
    private static final String NOT_OPEN_TITLE = "The sale is not open";

    private static final Problem SOLD_OUT = Problem.of(HttpStatus.CONFLICT, "sold-out", "Sold out")
            .detail("Nothing is left; units that come back are for sale again");
    private static final Problem LIMIT_REACHED =
            Problem.of(HttpStatus.CONFLICT, "limit-reached", "The limit per customer is reached");
    private static final Problem KEY_REUSED = Problem.of(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "idempotency-key-reused",
                    "This Idempotency-Key belongs to another purchase")
            .detail("The key was used with another quantity before; use a new key for a new purchase");
    private static final Problem OPENS_LATER = Problem.of(TOO_EARLY, NOT_OPEN, NOT_OPEN_TITLE);
    private static final Problem QUEUE_FULL = Problem.of(
                    HttpStatus.TOO_MANY_REQUESTS, "queue-full", "The queue is full")
            .detail("Repeat the request with the same Idempotency-Key after the time that Retry-After says");
    private static final Problem RATE_LIMITED =
            Problem.of(HttpStatus.TOO_MANY_REQUESTS, "rate-limited", "Too many requests");
    private static final Problem UNAVAILABLE = Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Not now; try again later")
            .detail("Repeat the request with the same Idempotency-Key: either nothing happened, or the repeat finds the"
                    + " ticket");

    private static final Problem UNPROCESSABLE = Problem.of(
                    HttpStatus.UNPROCESSABLE_ENTITY, "unprocessable", "This request can't be processed")
            .detail("A repeat gets the same answer; use another Idempotency-Key, of letters, digits and hyphens");

    private static final Duration PAUSED_RETRY = Duration.ofSeconds(5);
    private static final Duration UNAVAILABLE_RETRY = Duration.ofSeconds(2);

    private final RefusalPage page;
    private final byte[] soldOut;
    private final byte[] keyReused;
    private final byte[] queueFull;
    private final byte[] unavailable;
    private final byte[] unprocessable;
    private final byte[][] rateLimited;
    private final byte[][] notOpen;
    private final byte[][] badToken;
    private final AdmissionMetrics metrics;

    AnswerResponses(ObjectMapper json, RefusalPage page, AdmissionMetrics metrics) {
        this.page = page;
        this.metrics = metrics;
        this.soldOut = written(json, SOLD_OUT);
        this.keyReused = written(json, KEY_REUSED);
        this.queueFull = written(json, QUEUE_FULL);
        this.unavailable = written(json, UNAVAILABLE);
        this.unprocessable = written(json, UNPROCESSABLE);
        this.rateLimited = written(json, Answer.RateLimited.Whose.class, whose -> RATE_LIMITED.detail(sentence(whose)));
        this.notOpen = written(
                json,
                Answer.NotOpen.Why.class,
                why -> Problem.of(HttpStatus.CONFLICT, NOT_OPEN, NOT_OPEN_TITLE).detail(sentence(why)));
        this.badToken = written(
                json,
                Answer.BadToken.Why.class,
                why -> Problem.of(status(why), "bad-token", "The admission token is missing or not good for this")
                        .detail(sentence(why)));
    }

    /**
     * @param position in the queue, from 1; 0 if the ticket does not wait any more
     * @param estimatedWaitMillis at the pace of the last seconds, at most what a ticket may wait; null while none is decided
     */
    @Serdeable
    record TicketView(
            String ticket, long position, @Nullable Long estimatedWaitMillis) {}

    HttpResponse<?> of(Answer answer, Sale sale, HttpRequest<?> request) {
        metrics.answered(answer);
        var response = headers(answer);
        if (Preference.isForHtml(request.getHeaders().get(HttpHeaders.ACCEPT))) {
            return page.on(
                    response,
                    answer,
                    sale,
                    request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE),
                    retryAfter(response));
        }
        return switch (answer) {
            case Answer.Ticket(var ticket, var position, var wait, var lookAfter) ->
                response.body(new TicketView(ticket, position, wait == null ? null : wait.toMillis()))
                        .contentType(MediaType.APPLICATION_JSON_TYPE);
            case Answer.SoldOut soldOutAnswer -> problem(response, soldOut);
            case Answer.LimitReached(var ticket, var limit) ->
                problem(
                        response,
                        ticket.isEmpty()
                                ? LIMIT_REACHED.detail("A customer may buy up to %d of these".formatted(limit))
                                : LIMIT_REACHED
                                        .detail(("A customer may buy up to %d of these; ticket %s holds the latest that"
                                                        + " you have")
                                                .formatted(limit, ticket))
                                        .with("ticket", ticket));
            case Answer.KeyReused reused -> problem(response, keyReused);
            case Answer.OpensLater(var opensAt, var wait) ->
                problem(response, OPENS_LATER.detail("It opens at " + opensAt).with("opensAt", opensAt.toString()));
            case Answer.NotOpen(var why) -> problem(response, notOpen[why.ordinal()]);
            case Answer.QueueFull full -> problem(response, queueFull);
            case Answer.RateLimited(var whose) -> problem(response, rateLimited[whose.ordinal()]);
            case Answer.BadToken(var why) -> problem(response, badToken[why.ordinal()]);
            case Answer.Unavailable away -> problem(response, unavailable);
            case Answer.Unprocessable refused -> problem(response, unprocessable);
        };
    }

    private static MutableHttpResponse<Object> headers(Answer answer) {
        return switch (answer) {
            case Answer.Ticket(var ticket, var position, var wait, var lookAfter) ->
                retryAfter(HttpResponse.accepted().header(HttpHeaders.LOCATION, "/tickets/" + ticket), lookAfter);
            case Answer.SoldOut soldOut -> HttpResponse.status(HttpStatus.CONFLICT);
            case Answer.LimitReached(var ticket, var limit) ->
                ticket.isEmpty()
                        ? HttpResponse.status(HttpStatus.CONFLICT)
                        : HttpResponse.status(HttpStatus.CONFLICT).header(HttpHeaders.LOCATION, "/tickets/" + ticket);
            case Answer.KeyReused reused -> HttpResponse.status(HttpStatus.UNPROCESSABLE_ENTITY);
            case Answer.Unprocessable refused -> HttpResponse.status(HttpStatus.UNPROCESSABLE_ENTITY);
            case Answer.OpensLater(var opensAt, var wait) -> retryAfter(HttpResponse.status(TOO_EARLY), wait);
            case Answer.NotOpen(var why) -> {
                MutableHttpResponse<Object> response = HttpResponse.status(HttpStatus.CONFLICT);
                yield switch (why) {
                    case WARMING, REBUILDING -> retryAfter(response, Duration.ofSeconds(1));
                    case NOT_OPENED, PAUSED -> retryAfter(response, PAUSED_RETRY);
                    case CLOSED, REFUSED -> response;
                };
            }
            case Answer.QueueFull(var wait) -> retryAfter(HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS), wait);
            case Answer.RateLimited limited ->
                retryAfter(HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS), Duration.ofSeconds(1));
            case Answer.BadToken(var why) -> {
                MutableHttpResponse<Object> response = HttpResponse.status(status(why));
                yield status(why) == HttpStatus.UNAUTHORIZED
                        ? response.header(HttpHeaders.WWW_AUTHENTICATE, PurchaseController.TOKEN_HEADER)
                        : response;
            }
            case Answer.Unavailable away ->
                retryAfter(HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE), UNAVAILABLE_RETRY);
        };
    }

    private static HttpStatus status(Answer.BadToken.Why why) {
        return switch (why) {
            case MISSING, FORGED, EXPIRED -> HttpStatus.UNAUTHORIZED;
            case OTHER_CUSTOMER, OTHER_SALE, OTHER_EPOCH, REPLAYED -> HttpStatus.FORBIDDEN;
        };
    }

    private static String sentence(Answer.BadToken.Why why) {
        return switch (why) {
            case MISSING ->
                "This sale asks for an admission token: get one from POST /sales/{id}/admission-tokens and send it in the"
                        + " header Admission-Token";
            case FORGED -> "The admission token was not issued here, or was changed";
            case EXPIRED -> "The admission token has expired; get another one";
            case OTHER_CUSTOMER -> "The admission token is another customer's";
            case OTHER_SALE -> "The admission token is for another sale";
            case OTHER_EPOCH -> "The sale was started again after this admission token was issued; get another one";
            case REPLAYED -> "The admission token has been used; get another one";
        };
    }

    private static String sentence(Answer.NotOpen.Why why) {
        return switch (why) {
            case WARMING -> "It is being prepared";
            case NOT_OPENED -> "It will be opened soon";
            case PAUSED -> "It is paused";
            case REBUILDING -> "It is being restored and goes on in a moment";
            case CLOSED -> "It is over";
            case REFUSED -> "It does not take place";
        };
    }

    private static String sentence(Answer.RateLimited.Whose whose) {
        return switch (whose) {
            case CUSTOMER -> "You ask too often";
            case ADDRESS -> "Too many requests come from this address";
            case SALE -> "More customers ask than this sale admits in a second";
        };
    }

    private static MutableHttpResponse<Object> retryAfter(MutableHttpResponse<Object> response, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return response.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }

    private static long retryAfter(HttpResponse<?> response) {
        String seconds = response.getHeaders().get(HttpHeaders.RETRY_AFTER);
        return seconds == null ? 0 : Long.parseLong(seconds);
    }

    private static HttpResponse<?> problem(MutableHttpResponse<Object> response, Object body) {
        return response.body(body).contentType(Problem.MEDIA_TYPE);
    }

    /** By ordinal. */
    private static <E extends Enum<E>> byte[][] written(
            ObjectMapper json, Class<E> reasons, Function<E, Problem> problem) {
        return Stream.of(reasons.getEnumConstants())
                .map(reason -> written(json, problem.apply(reason)))
                .toArray(byte[][]::new);
    }

    private static byte[] written(ObjectMapper json, Problem problem) {
        try {
            return json.writeValueAsBytes(problem);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
