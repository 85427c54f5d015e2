package io.orderflow.micronaut.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackOnlyTest {

    private static final Map<String, Object> PRODUCTION = Map.of(
            "datasources.default.url", "jdbc:mysql://db/orders?sslMode=VERIFY_IDENTITY",
            "datasources.default.password", "hush",
            "redis.url", "rediss://redis:6379",
            "redis.password", "hush");

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "no-such-host.invalid"})
    void the_local_environment_stays_on_loopback(String host) {
        assertThatThrownBy(() -> start(host, "local"))
                .rootCause()
                .hasMessageContaining("would listen on " + host + ", beyond loopback")
                .hasMessageContaining("environment 'local'")
                .hasMessageContaining("HTTP_HOST");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sales.demo=true                                                                   | demo sale
            datasources.default.data-source-properties.allowPublicKeyRetrieval=true           | allowPublicKeyRetrieval for datasources.default
            datasources.auditor.url=jdbc:mysql://db/?allowPublicKeyRetrieval=TRUE             | allowPublicKeyRetrieval for datasources.auditor
            datasources.default.password=                                                     | no password (datasources.default.password)
            redis.password=                                                                   | no password (redis.password)
            """)
    void a_convenience_alone_is_refused_and_named(String property, String named) {
        assertThatThrownBy(() -> start("0.0.0.0", "production", property))
                .rootCause()
                .hasMessageContaining(named)
                .hasMessageNotContaining("environment");
    }

    @Test
    void without_conveniences_it_may_listen_anywhere() {
        assertThat(start("0.0.0.0", "production")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.9.9.9"})
    void on_loopback_all_is_allowed(String host) {
        assertThat(start(host, "local", "sales.demo=true", "redis.password=")).isTrue();
    }

    private static boolean start(String host, String environment, String... properties) {
        Map<String, Object> all = new HashMap<>(PRODUCTION);
        all.put("micronaut.server.host", host);
        all.put("micronaut.security.enabled", "false");
        Arrays.stream(properties)
                .map(property -> property.split("=", 2))
                .forEach(property -> all.put(property[0], property[1]));
        try (var context = ApplicationContext.run(all, environment)) {
            return context.isRunning();
        }
    }
}
