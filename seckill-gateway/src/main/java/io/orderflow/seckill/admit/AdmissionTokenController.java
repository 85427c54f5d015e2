package io.orderflow.seckill.admit;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.orderflow.seckill.sale.CachedSale;
import io.orderflow.seckill.sale.SaleCache;
import io.orderflow.seckill.sale.SaleState;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/** {@code POST /sales/{id}/admission-tokens}. */
@Controller("/sales")
@Secured("customer")
class AdmissionTokenController {

    private final SaleCache cache;
    private final AdmissionTokens tokens;
    private final RateLimits limits;
    private final AnswerResponses responses;
    private final ExecutorService blocking;
    private final Clock clock;

    AdmissionTokenController(
            SaleCache cache,
            AdmissionTokens tokens,
            RateLimits limits,
            AnswerResponses responses,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking,
            Clock clock) {
        this.cache = cache;
        this.tokens = tokens;
        this.limits = limits;
        this.responses = responses;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** @param expiresAt it buys until then */
    @Serdeable
    record TokenView(String token, Instant expiresAt) {}

    /** A token for one purchase, from a while before the sale opens until it closes. */
    @Post("/{id}/admission-tokens")
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON_PROBLEM, MediaType.TEXT_HTML})
    CompletionStage<HttpResponse<?>> token(HttpRequest<?> request, Authentication customer, String id) {
        long number = PurchaseController.number(id);
        return cache.find(number)
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> CompletableFuture.supplyAsync(
                        () -> cache.lookUp(number).orElseThrow(AdmissionProblems::notFound), blocking))
                .thenApply(sale -> token(sale, customer.getName(), request));
    }

    private HttpResponse<?> token(CachedSale sale, String customerId, HttpRequest<?> request) {
        var row = sale.sale();
        var now = clock.instant();
        var tooMany = limits.refusal(customerId, request);
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
        var issued = tokens.issue(row, customerId, now);
        // Refusals may be pages, a token never is.
        return HttpResponse.created(new TokenView(issued.token(), issued.expiresAt()))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
