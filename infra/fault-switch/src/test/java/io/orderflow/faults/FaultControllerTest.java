package io.orderflow.faults;

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
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultControllerTest {

    private static final SigningKeys KEYS = keys();
    private static final TokenIssuer ISSUER = issuer();
    private static final Map<String, Object> CONFIGURATION = Map.of(
            "micronaut.server.host", "127.0.0.1",
            "micronaut.server.port", "-1",
            "micronaut.security.reject-not-found", "false",
            "tokens.keys", ISSUER.keysUrl().toString());

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

    @BeforeEach
    void off() throws Exception {
        assertThat(send(server, "operator", "DELETE", "").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"mode":"fail","times":3}
            {"mode":"fail"}
            {"mode":"slow","delayMillis":200}
            """)
    void operator_sets_and_sees_it(String setting) throws Exception {
        assertThat(send(server, "operator", "GET", "").body()).isEqualTo("{\"mode\":\"off\"}");
        assertThat(send(server, "operator", "PUT", setting).body()).isEqualTo(setting);
        assertThat(send(server, "operator", "GET", "").body()).isEqualTo(setting);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                | mode must not be null
            {"mode":"explode"}                | mode must be fail or slow
            {"mode":"off"}                    | mode must be fail or slow
            {"mode":"fail","times":0}         | times must be greater than or equal to 1
            {"mode":"fail","delayMillis":1}   | delayMillis is only for mode slow
            {"mode":"slow"}                   | delayMillis is required for mode slow: 1 to 60000
            {"mode":"slow","delayMillis":0}   | delayMillis must be greater than or equal to 1
            {"mode":"slow","delayMillis":60001} | delayMillis must be less than or equal to 60000
            {"mode":"slow","delayMillis":1,"times":1} | times is only for mode fail
            {"mode":"fail","count":1}         | count is not accepted; accepted are mode, times, delayMillis
            """)
    void other_settings_are_refused_and_change_nothing(String setting, String detail) throws Exception {
        var answer = send(server, "operator", "PUT", setting);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"detail\":\"" + detail + "\"");
        assertThat(send(server, "operator", "GET", "").body()).isEqualTo("{\"mode\":\"off\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"mode\":\"lose-commit\",\"times\":3}", "{\"mode\":\"kill-after-commit\"}"})
    void operator_sets_and_sees_what_happens_to_publications(String setting) throws Exception {
        assertThat(sendTo("/faults/publishing", server, "operator", "GET", "").body())
                .isEqualTo("{\"mode\":\"off\"}");
        assertThat(sendTo("/faults/publishing", server, "operator", "PUT", setting)
                        .body())
                .isEqualTo(setting);
        assertThat(sendTo("/faults/publishing", server, "operator", "GET", "").body())
                .isEqualTo(setting);
        assertThat(send(server, "operator", "GET", "").body()).isEqualTo("{\"mode\":\"off\"}");
        assertThat(sendTo("/faults/publishing", server, "operator", "DELETE", "")
                        .statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"mode":"fail"}                           | mode must be lose-commit or kill-after-commit
            {"mode":"lose-commit"}                    | times is required for mode lose-commit: 1 to 100000
            {"mode":"lose-commit","times":0}          | times must be greater than or equal to 1
            {"mode":"kill-after-commit","times":1}    | times is only for mode lose-commit
            """)
    void other_settings_for_publications_are_refused(String setting, String detail) throws Exception {
        var answer = sendTo("/faults/publishing", server, "operator", "PUT", setting);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"detail\":\"" + detail + "\"");
    }

    @Test
    void customer_may_neither_see_nor_set_it() throws Exception {
        assertThat(send(server, "customer", "GET", "").statusCode()).isEqualTo(403);
        assertThat(send(server, "customer", "PUT", "{\"mode\":\"fail\"}").statusCode())
                .isEqualTo(403);
        assertThat(send(server, "customer", "DELETE", "").statusCode()).isEqualTo(403);
        assertThat(sendTo("/faults/publishing", server, "customer", "PUT", "{\"mode\":\"kill-after-commit\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void it_does_not_exist_outside_the_local_environment() throws Exception {
        try (var production = ApplicationContext.run(EmbeddedServer.class, CONFIGURATION, "production")) {
            assertThat(send(production, "operator", "PUT", "{\"mode\":\"fail\"}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(sendTo("/faults/publishing", production, "operator", "GET", "")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(production.getApplicationContext().containsBean(FaultSwitch.class))
                    .isFalse();
            assertThat(production.getApplicationContext().containsBean(PublishFaultSwitch.class))
                    .isFalse();
        }
    }

    private static HttpResponse<String> send(EmbeddedServer to, String role, String method, String json)
            throws Exception {
        return sendTo("/faults", to, role, method, json);
    }

    private static HttpResponse<String> sendTo(String path, EmbeddedServer to, String role, String method, String json)
            throws Exception {
        return client.send(
                HttpRequest.newBuilder(to.getURI().resolve(path))
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
