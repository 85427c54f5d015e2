package io.orderflow.seckill.admit;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.orderflow.seckill.sale.SaleBoard;
import io.orderflow.seckill.sale.SaleState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** {@code POST /sales/{id}/admission-tokens}. */
@Controller("/sales")
@Secured("customer")
class AdmissionTokenController {

    private final SaleBoard board;
    private final AdmissionTokens tokens;
    private final RateLimits limits;
    private final AnswerResponses responses;
    private final Clock clock;

    AdmissionTokenController(
            SaleBoard board, AdmissionTokens tokens, RateLimits limits, AnswerResponses responses, Clock clock) {
        this.board = board;
        this.tokens = tokens;
        this.limits = limits;
        this.responses = responses;
        this.clock = clock;
    }

    /** @param expiresAt it buys until then */
    @Serdeable
    record TokenView(String token, Instant expiresAt) {}

    /** A token for one purchase, from a while before the sale opens until it closes. */
    @Post("/{id}/admission-tokens")
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON_PROBLEM, MediaType.TEXT_HTML})
    HttpResponse<?> token(HttpRequest<?> request, Authentication customer, String id) {
        var sale = board.find(PurchaseController.number(id)).orElseThrow(AdmissionProblems::notFound);
        var row = sale.sale();
        var now = clock.instant();
        var tooMany = limits.refusal(customer.getName(), request);
        if (tooMany.isPresent()) {
            return responses.of(tooMany.get(), row, request);
        }
        var from = tokens.givenFrom(row);
        if (now.isBefore(from)) {
            return responses.of(new Answer.OpensLater(row.opensAt(), Duration.between(now, from)), row, request);
        }
        var state = sale.state(now);
        if (state.isFinal() || state == SaleState.REBUILDING) {
            return responses.of(AdmitPurchase.notOpen(sale, state, now), row, request);
        }
        var issued = tokens.issue(row, customer.getName(), now);
        return HttpResponse.created(new TokenView(issued.token(), issued.expiresAt()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
