package io.orderflow.seckill.admit;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.json.JsonMapper;
import io.micronaut.web.router.exceptions.UnsatisfiedBodyRouteException;
import io.orderflow.micronaut.idempotency.IdempotencyKey;
import io.orderflow.seckill.admit.AdmitPurchase.PurchaseAttempt;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Reads what a customer asks for. By hand, and not as arguments of the controller: most of a rush is answered without it.
 */
@Singleton
class PurchaseAttemptReader {

    private static final Argument<PurchaseRequest> BODY = Argument.of(PurchaseRequest.class, "body");

    private final JsonMapper json;

    PurchaseAttemptReader(JsonMapper json) {
        this.json = json;
    }

    /** Complete at once where all of the request has arrived. Fails with what Micronaut's own binding fails with. */
    CompletableFuture<PurchaseAttempt> of(HttpRequest<?> request, String customerId) {
        var headers = request.getHeaders();
        return ((ServerHttpRequest<?>) request)
                .byteBody()
                .buffer()
                .thenApply(body -> new PurchaseAttempt(
                        customerId,
                        IdempotencyKey.of(headers),
                        read(body).validQuantity(),
                        headers.get(PurchaseController.TOKEN_HEADER)));
    }

    private PurchaseRequest read(CloseableAvailableByteBody body) {
        byte[] bytes = body.toByteArray();
        if (bytes.length == 0) {
            throw new UnsatisfiedBodyRouteException(BODY.getName(), BODY);
        }
        PurchaseRequest request;
        try {
            request = json.readValue(bytes, BODY);
        } catch (IOException unreadable) {
            throw new ConversionErrorException(BODY, unreadable);
        }
        if (request == null) {
            throw AdmissionProblems.quantity();
        }
        return request;
    }
}
