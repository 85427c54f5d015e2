package io.orderflow.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.orderflow.local.servers.ServerPorts;
import io.orderflow.testkit.TestServers;
import io.orderflow.testkit.TestTokens;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StartIT {

    @Test
    void does_not_start_beyond_loopback_with_local_conveniences() {
        Map<String, Object> properties = new TreeMap<>(TestServers.get().properties("points"));
        properties.put("HTTP_HOST", "0.0.0.0");

        assertThatThrownBy(() -> ApplicationContext.run(EmbeddedServer.class, properties, "local"))
                .rootCause()
                .hasMessageContaining("beyond loopback")
                .hasMessageContaining("environment 'local'");
    }

    @Test
    void starts_and_answers_customers_while_broker_and_redis_are_away() throws Exception {
        Map<String, Object> properties = new TreeMap<>(TestServers.get().properties("points"));
        properties.put("ROCKETMQ_NAME_SERVER", "127.0.0.1:" + ServerPorts.freePort());
        properties.put("REDIS_URL", "redis://127.0.0.1:" + ServerPorts.freePort());
        try (var server = ApplicationContext.run(EmbeddedServer.class, properties, "local");
                var client = HttpClient.newHttpClient()) {
            for (var path : new String[] {"/health/liveness", "/points/me"}) {
                var answer = client.send(
                        HttpRequest.newBuilder(server.getURI().resolve(path))
                                .header("Authorization", "Bearer " + TestTokens.customer("ada"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
            }
        }
    }
}
