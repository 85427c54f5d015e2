package io.orderflow.load.place;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.orderflow.load.StubServer;
import io.orderflow.load.generate.Pace;
import io.orderflow.load.measure.Measured;
import io.orderflow.load.measure.Meter;
import io.orderflow.load.sale.StubGateway;
import io.orderflow.load.stack.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class OrderTrafficTest {

    private static final Tokens TOKENS = StubGateway.tokens();

    private final PlacementLog log = new PlacementLog("t", 10);
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();

    @Test
    void a_stall_of_the_server_shows_in_every_order_that_was_due_meanwhile() throws Exception {
        var stalled = new AtomicBoolean();
        var measured = place(
                new Pace.FixedRate(200),
                Duration.ofSeconds(2),
                (server, request) -> {
                    if (stalled.compareAndSet(false, true)) {
                        server.later(1_000, () -> accept(request));
                    } else {
                        accept(request);
                    }
                },
                1);

        // One connection, and its first request takes a second: the 200 orders of that second all wait.
        assertThat(measured.accepted()).isBetween(395L, 405L);
        assertThat(measured.latency().max()).isGreaterThan(950);
        assertThat(measured.latency().p50())
                .as("half of the orders were due during the stall")
                .isGreaterThan(2);
        assertThat(measured.latency().p95()).isGreaterThan(500);
    }

    @Test
    void flat_out_keeps_as_many_requests_under_way_as_there_are_clients() throws Exception {
        var measured = place(
                new Pace.FlatOut(),
                Duration.ofMillis(500),
                (server, request) -> server.later(50, () -> accept(request)),
                4);

        assertThat(measured.accepted()).isBetween(12L, 44L);
        assertThat(keys).hasSize(log.sent());
        assertThat(tokens).hasSize(10);
        assertThat(log.accepted()).hasSize(log.sent());
    }

    @Test
    void refusals_and_broken_connections_are_counted_by_kind() throws Exception {
        var broken = new AtomicBoolean();
        var measured = place(
                new Pace.FixedRate(50),
                Duration.ofMillis(400),
                (server, request) -> {
                    if (broken.compareAndSet(false, true)) {
                        request.close();
                    } else {
                        StubServer.answer(request, 503, "");
                    }
                },
                1);

        assertThat(measured.accepted()).isZero();
        assertThat(measured.errors())
                .containsKeys("HTTP 503", "connection lost")
                .hasSize(2);
        assertThat(log.inDoubt()).hasSize(log.sent());
    }

    @Test
    void a_client_that_was_refused_takes_a_breath() throws Exception {
        var measured = place(
                new Pace.FlatOut(),
                Duration.ofMillis(550),
                (server, request) -> StubServer.answer(request, 503, ""),
                1);

        assertThat(measured.errors().get("HTTP 503")).isBetween(2L, 6L);
    }

    private Measured place(Pace pace, Duration time, BiConsumer<StubServer, HttpExchange> handler, int connections)
            throws Exception {
        var self = new StubServer[1];
        try (var server = new StubServer(request -> {
                    keys.add(request.getRequestHeaders().getFirst("Idempotency-Key"));
                    tokens.add(request.getRequestHeaders().getFirst("Authorization"));
                    handler.accept(self[0], request);
                });
                var client = new OrderClient(server.url())) {
            self[0] = server;
            var meter = new Meter();
            var run =
                    new OrderTraffic(client, log, List.of("tea", "mug"), TOKENS).begin(pace, connections, time, meter);
            assertThat(run.done().await(20, TimeUnit.SECONDS)).isTrue();
            run.rethrow();
            return meter.since(time.toMillis() / 1e3);
        }
    }

    private static void accept(HttpExchange request) {
        StubServer.answer(request, 201, "{\"id\":\"" + UUID.randomUUID() + "\"}");
    }
}
