package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.orderflow.messaging.Transactions;
import io.orderflow.testkit.TestDatabase;
import io.orderflow.testkit.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * An application on real servers, with a topic, a consumer group and a schema of its own. Fixture beans are switched on by
 * {@code fixture.*} properties.
 */
final class TestApplication implements AutoCloseable {

    private final Map<String, Object> properties;
    private final ApplicationContext context;

    private TestApplication(Map<String, Object> properties) {
        this.properties = properties;
        this.context = ApplicationContext.run(EmbeddedServer.class, properties).getApplicationContext();
    }

    /** @param settings property names and values, in turn */
    static TestApplication with(String... settings) {
        return new TestApplication(properties(settings));
    }

    /** Everything that {@link #with} would run with. */
    static Map<String, Object> properties(String... settings) {
        var servers = TestServers.get();
        String name = "it-" + UUID.randomUUID().toString().substring(0, 8);
        servers.createTopic(name);
        servers.createGroup(name);
        var database = migrated(servers.freshSchema());
        Map<String, Object> properties = new HashMap<>();
        properties.put("micronaut.application.name", name);
        properties.put("micronaut.server.port", -1);
        properties.put("endpoints.health.details-visible", "ANONYMOUS");
        properties.put("fixture.topic", name);
        properties.put("fixture.group", name);
        properties.putAll(servers.brokerAdministratorProperties());
        properties.put("rocketmq.refresh-interval", "1s");
        properties.put(
                "rocketmq.consumer.delay-levels", "1s 1s 1s 2s 3s 5s 10s 15s 20s 30s 1m 2m 3m 5m 10m 20m 30m 1h");
        properties.put("datasources.default.url", database.url());
        properties.put("datasources.default.username", database.user());
        properties.put("datasources.default.password", database.password());
        properties.put("datasources.default.maximum-pool-size", 10);
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        return properties;
    }

    static TestApplication on(Map<String, Object> properties) {
        return new TestApplication(properties);
    }

    /** Another instance of the same application: same topic, group and schema. */
    TestApplication another(String... settings) {
        Map<String, Object> again = new HashMap<>(properties);
        for (int i = 0; i < settings.length; i += 2) {
            again.put(settings[i], settings[i + 1]);
        }
        return new TestApplication(again);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    ApplicationContext context() {
        return context;
    }

    String name() {
        return (String) Objects.requireNonNull(properties.get("fixture.topic"));
    }

    /** Changes this application's schema behind its back. */
    void sql(String statement) {
        try {
            bean(Transactions.class).inTransaction(connection -> {
                run(connection, statement);
                return null;
            });
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What the health endpoint answers. */
    String health() {
        var address = bean(EmbeddedServer.class).getURI().resolve("/health");
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private static TestDatabase migrated(TestDatabase database) {
        try (var connection = database.connect()) {
            run(connection, script("/db/messaging/publish/V2026_01_01_01__tx_fence.sql"));
            run(connection, script("/db/messaging/publish/V2026_04_01_01__exact_text.sql"));
            run(connection, script("/db/messaging/consume/V2026_01_01_02__delivery_failure.sql"));
            run(connection, script("/db/messaging/consume/V2026_04_01_02__exact_text.sql"));
            run(connection, script("/db/messaging/consume/V2026_07_01_01__whole_group_names.sql"));
            run(connection, "CREATE TABLE note (text VARCHAR(100) PRIMARY KEY)");
        } catch (SQLException | IOException failure) {
            throw new IllegalStateException(failure);
        }
        return database;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String script(String path) throws IOException {
        try (InputStream in = TestApplication.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
