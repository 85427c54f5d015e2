package io.orderflow.dashboard.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.testkit.ServiceProcess;
import io.orderflow.testkit.TestDatabase;
import io.orderflow.testkit.TestServers;
import io.orderflow.testkit.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;

/** points-service as a process of its own, a real consumer whose failures can be switched on. */
final class Points implements AutoCloseable {

    static final String GROUP = "points-service";

    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestDatabase database = TestServers.get().database("points");
    private final ServiceProcess process;

    Points() {
        var environment = new HashMap<>(TestServers.get().properties("points"));
        environment.put("MICRONAUT_ENVIRONMENTS", "local");
        process = ServiceProcess.start("points-service", environment);
    }

    void fail() throws Exception {
        faults("PUT", "{\"mode\":\"fail\"}");
    }

    void work() throws Exception {
        faults("DELETE", "");
    }

    private void faults(String method, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(process.url() + "/faults"))
                .header("Authorization", "Bearer " + TestTokens.operator("grace"))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isLessThan(300);
        }
    }

    long effects(String order) throws SQLException {
        try (var connection = database.connect();
                var query = connection.prepareStatement("SELECT COUNT(*) FROM points_entry WHERE order_id = ?")) {
            query.setString(1, order);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    void awaitEffect(String order) {
        await("points for " + order).atMost(SOON).until(() -> effects(order) == 1);
    }

    @Override
    public void close() {
        process.close();
    }
}
