package io.orderflow.load.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.load.measure.Measured;
import io.orderflow.load.measure.Meter;
import io.orderflow.load.stack.Tokens;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderTrafficTest {

    private static final Tokens TOKENS = new Tokens("0123456789abcdef0123456789abcdef", Instant.EPOCH);

    private final Vertx vertx = Vertx.vertx();
    private final PlacementLog log = new PlacementLog("t", 10);
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_stall_of_the_server_shows_in_every_order_that_was_due_meanwhile() throws Exception {
        var stalled = new AtomicBoolean();
        var measured = place(
                new Pace.FixedRate(200),
                Duration.ofSeconds(2),
                request -> {
                    if (stalled.compareAndSet(false, true)) {
                        vertx.setTimer(1_000, timer -> accept(request));
                    } else {
                        accept(request);
                    }
                },
                1);

        // One connection, and its first request takes a second: the 200 orders of that second all wait.
        assertThat(measured.accepted()).isBetween(395L, 401L);
        assertThat(measured.latency().max()).isGreaterThan(950);
        assertThat(measured.latency().p50())
                .as("half of the orders were due during the stall")
                .isGreaterThan(2);
        assertThat(measured.latency().p95()).isGreaterThan(500);
    }

    @Test
    void flat_out_keeps_as_many_requests_under_way_as_there_are_clients() throws Exception {
        var measured = place(
                new Pace.FlatOut(), Duration.ofMillis(500), request -> vertx.setTimer(50, timer -> accept(request)), 4);

        assertThat(measured.accepted()).isBetween(16L, 44L);
        assertThat(keys).hasSize(log.sent());
        assertThat(tokens).hasSize(10);
        assertThat(log.accepted()).hasSize(log.sent());
    }

    @Test
    void refusals_and_broken_connections_are_counted_by_kind() throws Exception {
        var broken = new AtomicBoolean();
        var measured = place(
                new Pace.FixedRate(50),
                Duration.ofMillis(200),
                request -> {
                    if (broken.compareAndSet(false, true)) {
                        request.connection().close();
                    } else {
                        request.response().setStatusCode(503).end();
                    }
                },
                1);

        assertThat(measured.accepted()).isZero();
        assertThat(measured.errors()).containsKey("HTTP 503").hasSize(2);
        assertThat(log.inDoubt()).hasSize(log.sent());
    }

    private Measured place(Pace pace, Duration time, Consumer<HttpServerRequest> handler, int connections)
            throws Exception {
        var server = vertx.createHttpServer()
                .requestHandler(request -> {
                    keys.add(request.getHeader("Idempotency-Key"));
                    tokens.add(request.getHeader("Authorization"));
                    request.body().onSuccess(body -> handler.accept(request));
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        var meter = new Meter();
        try (var client = new OrderClient(URI.create("http://127.0.0.1:" + server.actualPort()), connections)) {
            var traffic = new OrderTraffic(client, log, List.of("tea", "mug"), TOKENS);
            assertThat(traffic.begin(pace, connections, time, meter).await(20, TimeUnit.SECONDS))
                    .isTrue();
        }
        return meter.since(time.toMillis() / 1e3);
    }

    private void accept(HttpServerRequest request) {
        request.response().setStatusCode(201).end("{\"id\":\"" + UUID.randomUUID() + "\"}");
    }
}
