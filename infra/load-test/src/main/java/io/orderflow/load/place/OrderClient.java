package io.orderflow.load.place;

import io.orderflow.load.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.ConnectException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Talks HTTP to the order service on one event loop, so that the load costs the shared machine as little as possible. */
public final class OrderClient implements AutoCloseable {

    private static final long ANSWER_MILLIS = 10_000;
    private static final CharSequence IDEMPOTENCY_KEY = HttpHeaders.createOptimized("Idempotency-Key");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private final Vertx vertx;
    private final HttpClient http;
    private final URI service;

    /** @param connections how many requests are under way at once, at most; further ones wait here and age */
    public OrderClient(URI service, int connections) {
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setDefaultHost(service.getHost())
                        .setDefaultPort(service.getPort())
                        .setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(-1));
        this.service = service;
    }

    Vertx vertx() {
        return vertx;
    }

    /** Never fails: whatever happens is an answer. */
    Future<Answer> place(CharSequence authorization, String idempotencyKey, Buffer body) {
        return http.request(HttpMethod.POST, "/orders")
                .compose(request -> request.putHeader(HttpHeaders.AUTHORIZATION, authorization)
                        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                        .putHeader(IDEMPOTENCY_KEY, idempotencyKey)
                        .idleTimeout(ANSWER_MILLIS)
                        .send(body))
                .compose(OrderClient::answer)
                .otherwise(failure -> new Answer.Unanswered(kind(failure)));
    }

    /** Asks the catalogue what there is. */
    public List<String> skus() throws Exception {
        var products = http.request(HttpMethod.GET, "/products")
                .compose(request -> request.send())
                .compose(HttpClientResponse::body)
                .toCompletionStage()
                .toCompletableFuture();
        try {
            JsonArray items = products.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                    .toJsonObject()
                    .getJsonArray("items");
            return items.stream()
                    .map(item -> ((JsonObject) item).getString("sku"))
                    .toList();
        } catch (ExecutionException unreachable) {
            throw new Refusal("The order service does not answer at " + service + ": is the stack up?", unreachable);
        }
    }

    private static Future<Answer> answer(HttpClientResponse response) {
        int status = response.statusCode();
        return response.body().map(body -> status == 201 ? accepted(body) : new Answer.Refused(status));
    }

    private static Answer accepted(Buffer body) {
        try {
            return new Answer.Accepted(UUID.fromString(body.toJsonObject().getString("id")));
        } catch (DecodeException | IllegalArgumentException | NullPointerException unreadable) {
            return new Answer.Unanswered("201 without an order id");
        }
    }

    private static String kind(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(cause -> switch (cause) {
                    case TimeoutException timeout -> "timeout";
                    case ConnectException refused -> "connection refused";
                    default -> "";
                })
                .filter(kind -> !kind.isEmpty())
                .findFirst()
                .orElse("connection: " + failure.getMessage());
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }
}
