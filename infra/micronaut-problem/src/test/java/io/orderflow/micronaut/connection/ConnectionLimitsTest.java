package io.orderflow.micronaut.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that take their time, on real sockets; the deadlines are shorter than in earnest. */
class ConnectionLimitsTest {

    private static final int PER_ADDRESS = 8;
    private static final int LONGER_THAN_ANY_DEADLINE = 2_500;
    private static final String GET = "GET /wire/address HTTP/1.1\r\nHost: x\r\n\r\n";

    private static EmbeddedServer server;

    @BeforeAll
    static void start() {
        server = server(Map.of("connections.per-address", PER_ADDRESS));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static EmbeddedServer server(Map<String, Object> more) {
        var settings = new HashMap<String, Object>(Map.of(
                "connections.header-within", "500ms",
                "connections.body-within", "500ms",
                "connections.idle-for", "1s",
                "connections.stalled-for", "1s",
                "connections.look", "50ms"));
        settings.putAll(more);
        return ApplicationContext.run(EmbeddedServer.class, settings);
    }

    @Test
    void a_header_that_drips_is_a_408() throws IOException {
        try (var wire = open()) {
            assertLate(wire.drip("GET /wire/address HTTP/1.1\r\nX-Slow: " + "a".repeat(200)));
        }
    }

    @Test
    void a_header_that_drips_after_an_answer_is_a_408() throws IOException {
        try (var wire = open()) {
            assertThat(wire.say(GET).answer()).contains(" 200 ").endsWith("<127.0.0.1>");
            assertLate(wire.drip("GET /wire/address HTTP/1.1\r\nX-Slow: " + "a".repeat(200)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000", "Transfer-Encoding: chunked"})
    void a_body_that_drips_is_a_408(String framing) throws IOException {
        try (var wire = open()) {
            wire.say("POST /wire/length HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n" + framing + "\r\n\r\n");
            assertLate(wire.drip("0".repeat(200)));
        }
    }

    @Test
    void a_refused_request_whose_body_never_comes_has_one_answer() throws IOException {
        try (var wire = open()) {
            wire.say("POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n");
            assertThat(wire.untilClosed()).doesNotContain("408").containsOnlyOnce("HTTP/1.1");
        }
    }

    @Test
    void who_says_nothing_is_hung_up_on() throws IOException {
        try (var silent = open();
                var idle = open()) {
            idle.say(GET).answer();
            assertThat(silent.untilClosed()).isEmpty();
            assertThat(idle.untilClosed()).isEmpty();
        }
    }

    @Test
    void who_waits_for_an_answer_may_wait() throws IOException {
        try (var wire = open()) {
            wire.say("GET /wire/never HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(wire.isOpenFor(LONGER_THAN_ANY_DEADLINE)).isTrue();
        }
    }

    @Test
    void who_asks_again_and_again_may_stay() throws IOException {
        try (var wire = open()) {
            long end = System.nanoTime()
                    + Duration.ofMillis(LONGER_THAN_ANY_DEADLINE).toNanos();
            while (System.nanoTime() < end) {
                assertThat(wire.say(GET).answer()).endsWith("<127.0.0.1>");
                assertThat(wire.say("POST /wire/length HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
                                        + "Content-Length: 3\r\n\r\nabc")
                                .answer())
                        .endsWith("<3>");
            }
        }
    }

    @Test
    void who_does_not_read_the_answer_is_hung_up_on() throws IOException {
        try (var wire = open()) {
            wire.say("GET /wire/ocean HTTP/1.1\r\nHost: x\r\n\r\n");
            await().atMost(Duration.ofSeconds(20)).until(() -> connections() == 0);
            assertThat(wire.untilClosed().length()).isLessThan(64 * 1024 * 1024);
        }
    }

    @Test
    void one_address_has_so_many_connections_and_no_more_until_one_is_closed() throws IOException {
        try (var patient = server(Map.of("connections.per-address", PER_ADDRESS, "connections.header-within", "1m"))) {
            assertSoMany(patient, PER_ADDRESS);
        }
    }

    @Test
    void all_together_have_so_many_connections_also_a_proxys() throws IOException {
        try (var patient = server(Map.of(
                "connections.per-address",
                2,
                "connections.total",
                5,
                "connections.proxies",
                "127.0.0.0/8",
                "connections.header-within",
                "1m"))) {
            assertSoMany(patient, 5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/x", "", "fd00::/129"})
    void what_is_no_address_is_no_proxy(String proxy) {
        var second = Duration.ofSeconds(1);
        var limits = new ConnectionLimits(1, 1, second, second, second, second, List.of(proxy), "X-Forwarded-For");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Proxies(limits))
                .withMessageContaining("connections.proxies takes addresses");
    }

    private static void assertSoMany(EmbeddedServer server, int most) throws IOException {
        var open = new ArrayList<Wire>();
        try {
            for (int i = 0; i < most; i++) {
                open.add(new Wire(server.getPort()));
                assertThat(open.getLast().say(GET).answer()).contains(" 200 ");
            }
            try (var tooMany = new Wire(server.getPort())) {
                assertThat(tooMany.untilClosed()).isEmpty();
            }
            open.removeFirst().close();
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                try (var next = new Wire(server.getPort())) {
                    assertThat(next.isOpenFor(200)).isTrue();
                }
            });
        } finally {
            for (var wire : open) {
                wire.close();
            }
        }
    }

    private static void assertLate(String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 408 ")
                .contains("/problems/request-timeout")
                .containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("connection: close")
                .containsIgnoringCase("x-content-type-options: nosniff");
    }

    private static int connections() {
        return server.getApplicationContext().getBean(OpenConnections.class).count();
    }

    private static Wire open() throws IOException {
        return new Wire(server.getPort());
    }
}
