package io.orderflow.operator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.orderflow.testkit.TestDatabase;
import io.orderflow.testkit.TestServers;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No change without a name. */
class RecordOperatorActionsIT {

    private static final String NAMED = "olga-";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static TestDatabase database;
    private static EmbeddedServer server;
    private static HttpClient client;
    private String operator = NAMED;

    @Factory
    @Requires(property = "switches")
    static class Beans {
        @Singleton
        Clock clock() {
            return Clock.systemUTC();
        }

        /** Accepts any claimed identity: authentication is not tested here. */
        @Singleton
        AuthenticationFetcher<HttpRequest<?>> people() {
            return request -> Publishers.just(Authentication.build(
                    request.getHeaders().get("X-Person").split(" ")[0],
                    List.of(request.getHeaders().get("X-Person").split(" ")[1])));
        }
    }

    @BeforeAll
    static void start() {
        database = TestServers.get().freshSchema();
        server = ApplicationContext.run(
                EmbeddedServer.class,
                Map.ofEntries(
                        Map.entry("switches", "true"),
                        // No token comes here.
                        Map.entry("tokens.keys", "file:target/no-keys.json"),
                        Map.entry("micronaut.server.host", "127.0.0.1"),
                        Map.entry("micronaut.server.port", "-1"),
                        Map.entry("micronaut.security.reject-not-found", "false"),
                        Map.entry("datasources.default.url", database.url()),
                        Map.entry("datasources.default.username", database.user()),
                        Map.entry("datasources.default.password", database.password()),
                        Map.entry("datasources.default.auto-commit", "false"),
                        Map.entry("datasources.default.connection-timeout", "3000"),
                        Map.entry("datasources.default.data-source-properties.sslMode", "DISABLED"),
                        Map.entry("datasources.default.data-source-properties.allowPublicKeyRetrieval", "true"),
                        Map.entry("flyway.datasources.default.locations", "classpath:db/audit")));
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @BeforeEach
    void as_another() {
        operator = NAMED + System.nanoTime();
    }

    @Test
    void change_has_a_row_before_it_and_one_with_what_came_of_it() throws Exception {
        var answer = put("main", "{\"mode\":\"fail\",\"times\":3}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(rows())
                .containsExactly(
                        "PUT /switches/{name} /switches/main {\"mode\":\"fail\",\"times\":3} begun " + TRACE,
                        "PUT /switches/{name} /switches/main {\"mode\":\"fail\",\"times\":3} 200 OK " + TRACE);
    }

    @Test
    void what_fails_and_what_is_refused_is_written_down_too() throws Exception {
        assertThat(put("broken", "{}").statusCode()).isEqualTo(500);
        assertThat(put("stuck", "{}").statusCode()).isEqualTo(409);
        assertThat(put("main", "{").statusCode()).isEqualTo(400);

        assertThat(rows().stream().map(row -> row.replaceAll(" " + TRACE, "")))
                .contains(
                        "PUT /switches/{name} /switches/broken {} 500 Internal Server Error",
                        "PUT /switches/{name} /switches/stuck {} 409 Conflict",
                        "PUT /switches/{name} /switches/main { 400 Bad Request");
    }

    @Test
    void row_is_never_lost_because_something_is_too_long_or_odd() throws Exception {
        assertThat(put("n".repeat(2_000), "{\"x\":\"" + "茶\\u0000".repeat(1_000) + "\",\n\"y\":1}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(rows())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row)
                        .hasSizeLessThan(1_400)
                        .contains("/switches/nnn", "…")
                        .doesNotContain("\n"));
    }

    @Test
    void who_only_looks_has_no_row_and_neither_has_a_route_for_others_too() throws Exception {
        send("GET", "/switches/main", "", operator, "operator");
        assertThat(send("POST", "/switches/main/push", "", operator, "operator").statusCode())
                .isEqualTo(200);
        assertThat(send("PUT", "/switches/main", "{}", operator, "customer").statusCode())
                .isEqualTo(403);

        assertThat(rows()).isEmpty();
    }

    @Test
    void without_a_row_nothing_is_done() throws Exception {
        int before = SwitchController.TURNED.get();
        execute("RENAME TABLE operator_action TO elsewhere");
        try {
            var answer = put("main", "{}");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("/problems/not-recorded");
            assertThat(SwitchController.TURNED).hasValue(before);
        } finally {
            execute("RENAME TABLE elsewhere TO operator_action");
        }
    }

    private HttpResponse<String> put(String name, String body) throws Exception {
        return send("PUT", "/switches/" + name, body, operator, "operator");
    }

    private static HttpResponse<String> send(String method, String path, String body, String name, String role)
            throws Exception {
        return client.send(
                java.net.http.HttpRequest.newBuilder(server.getURI().resolve(path))
                        .header("X-Person", name + " " + role)
                        .header("Content-Type", "application/json")
                        .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                        .method(method, java.net.http.HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var connection = database.connect();
                var query = connection.prepareStatement("""
                        SELECT CONCAT_WS(' ', action, subject, reason, result, trace_id) FROM operator_action
                        WHERE actor = ? ORDER BY id
                        """)) {
            query.setString(1, operator);
            try (var found = query.executeQuery()) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
        }
        return rows;
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
