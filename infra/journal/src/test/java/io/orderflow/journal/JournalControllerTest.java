package io.orderflow.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.orderflow.local.issuer.SigningKeys;
import io.orderflow.local.issuer.TokenIssuer;
import io.orderflow.local.issuer.TokenSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalControllerTest {

    private static final SigningKeys KEYS = keys();
    private static final TokenIssuer ISSUER = issuer();
    private static final Map<String, Object> CONFIGURATION = Map.of(
            "micronaut.application.name", "journal-switch",
            "micronaut.server.host", "127.0.0.1",
            "micronaut.server.port", "-1",
            "micronaut.security.reject-not-found", "false",
            "tokens.keys", ISSUER.keysUrl().toString(),
            // Nothing listens there: the switch works without a broker.
            "rocketmq.name-server", "127.0.0.1:9");

    private static EmbeddedServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        server = ApplicationContext.run(EmbeddedServer.class, CONFIGURATION, "local");
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void operator_switches_it_off_and_on() throws Exception {
        assertThat(send(server, "operator", "GET", "").body()).isEqualTo("{\"enabled\":true}");

        assertThat(send(server, "operator", "PUT", "{\"enabled\":false}").body())
                .isEqualTo("{\"enabled\":false}");
        assertThat(server.getApplicationContext().getBean(Journal.class).isEnabled())
                .isFalse();

        assertThat(send(server, "operator", "PUT", "{\"enabled\":true}").body()).isEqualTo("{\"enabled\":true}");
        assertThat(server.getApplicationContext().getBean(Journal.class).isEnabled())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                         | enabled must not be null
            {"enabled":true,"rate":1}  | rate is not accepted; accepted are enabled
            """)
    void other_settings_are_refused_and_change_nothing(String setting, String detail) throws Exception {
        var answer = send(server, "operator", "PUT", setting);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"detail\":\"" + detail);
        assertThat(send(server, "operator", "GET", "").body()).isEqualTo("{\"enabled\":true}");
    }

    @Test
    void customer_may_neither_see_nor_set_it() throws Exception {
        assertThat(send(server, "customer", "GET", "").statusCode()).isEqualTo(403);
        assertThat(send(server, "customer", "PUT", "{\"enabled\":false}").statusCode())
                .isEqualTo(403);
    }

    @Test
    void it_does_not_exist_outside_the_local_environment() throws Exception {
        try (var production = ApplicationContext.run(EmbeddedServer.class, CONFIGURATION, "production")) {
            assertThat(send(production, "operator", "GET", "").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_journal_that_is_off_from_the_start_makes_no_steps_and_can_not_be_switched() throws Exception {
        var off = new HashMap<>(CONFIGURATION);
        off.put("journal.enabled", "false");
        try (var silent = ApplicationContext.run(EmbeddedServer.class, off, "local")) {
            assertThat(send(silent, "operator", "GET", "").statusCode()).isEqualTo(404);
            assertThat(silent.getApplicationContext().containsBean(JournalObserver.class))
                    .isFalse();
            assertThat(silent.getApplicationContext().getBean(Journal.class).isEnabled())
                    .isFalse();
        }
    }

    private static HttpResponse<String> send(EmbeddedServer to, String role, String method, String json)
            throws Exception {
        return client.send(
                HttpRequest.newBuilder(to.getURI().resolve("/journal"))
                        .header("Authorization", "Bearer " + token(role))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String token(String role) throws IOException {
        return new TokenSigner(KEYS.current(), Clock.systemUTC()).sign("grace", role, Duration.ofMinutes(1));
    }

    private static SigningKeys keys() {
        try {
            return SigningKeys.temporary();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static TokenIssuer issuer() {
        try {
            return TokenIssuer.start(0, KEYS, "unused", Clock.systemUTC());
        } catch (IOException unbindable) {
            throw new UncheckedIOException(unbindable);
        }
    }
}
