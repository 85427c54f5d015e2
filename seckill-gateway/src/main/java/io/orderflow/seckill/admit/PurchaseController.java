package io.orderflow.seckill.admit;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.orderflow.micronaut.idempotency.IdempotencyKey;
import io.orderflow.seckill.TicketId;
import io.orderflow.seckill.sale.CachedSale;
import io.orderflow.seckill.sale.Sale;
import io.orderflow.seckill.sale.SaleCache;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.inject.Named;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** {@code POST /sales/{id}/purchases}. Runs on the event loop and never waits there. */
@Controller("/sales")
@Secured("customer")
class PurchaseController {

    static final String TOKEN_HEADER = "Admission-Token";
    private static final int MAX_DIGITS = 7;
    private static final Answer CLOSED = new Answer.NotOpen(Answer.NotOpen.Why.CLOSED);

    private final SaleCache cache;
    private final PurchaseAttemptReader attemptReader;
    private final AdmitPurchase admission;
    private final AnswerResponses responses;
    private final ExecutorService blocking;

    PurchaseController(
            SaleCache cache,
            PurchaseAttemptReader attemptReader,
            AdmitPurchase admission,
            AnswerResponses responses,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.cache = cache;
        this.attemptReader = attemptReader;
        this.admission = admission;
        this.responses = responses;
        this.blocking = blocking;
    }

    /** A ticket, or why not. A repeat with the same Idempotency-Key gets the same ticket; another quantity with it is a 422. */
    @Post("/{id}/purchases")
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON_PROBLEM, MediaType.TEXT_HTML})
    @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER, required = true)
    @Parameter(name = TOKEN_HEADER, in = ParameterIn.HEADER)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PurchaseRequest.class)))
    CompletionStage<HttpResponse<?>> purchase(HttpRequest<?> request, Authentication customer, String id) {
        String customerId = customer.getName();
        @Nullable CachedSale sale = cache.find(number(id)).orElse(null);
        if (sale != null && admission.isSoldOutFor(customerId, sale)) {
            return CompletableFuture.completedFuture(responses.of(AdmitPurchase.SOLD_OUT, sale.sale(), request));
        }
        return attemptReader
                .of(request, customerId)
                .thenCompose(attempt ->
                        sale == null ? notCached(number(id), attempt, request) : answer(sale, attempt, request));
    }

    private CompletionStage<HttpResponse<?>> answer(
            CachedSale sale, AdmitPurchase.PurchaseAttempt attempt, HttpRequest<?> request) {
        return admission.admit(sale, attempt, request).thenApply(answer -> responses.of(answer, sale.sale(), request));
    }

    /** Closed long ago, unknown, or created a moment ago by another instance. */
    private CompletionStage<HttpResponse<?>> notCached(
            long saleId, AdmitPurchase.PurchaseAttempt attempt, HttpRequest<?> request) {
        return CompletableFuture.supplyAsync(
                        () -> cache.lookUp(saleId).orElseThrow(AdmissionProblems::notFound), blocking)
                .thenCompose(sale -> sale.sale().phase() == Sale.Phase.CLOSED
                        ? CompletableFuture.completedFuture(responses.of(CLOSED, sale.sale(), request))
                        : answer(sale, attempt, request));
    }

    static long number(String id) {
        if (id.isEmpty() || id.length() > MAX_DIGITS || id.charAt(0) == '0') {
            throw AdmissionProblems.notFound();
        }
        long number = 0;
        for (int i = 0; i < id.length(); i++) {
            char digit = id.charAt(i);
            if (digit < '0' || digit > '9') {
                throw AdmissionProblems.notFound();
            }
            number = 10 * number + digit - '0';
        }
        if (number > TicketId.MAX_SALE) {
            throw AdmissionProblems.notFound();
        }
        return number;
    }
}
