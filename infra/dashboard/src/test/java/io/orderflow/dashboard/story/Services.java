package io.orderflow.dashboard.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.dashboard.Console;
import io.orderflow.testkit.ServiceProcess;
import io.orderflow.testkit.TestServers;
import io.orderflow.testkit.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** All services as processes, in the local profile, and the console over them. */
final class Services implements AutoCloseable {

    /** A catalogue text that an attacker wants to run in an operator's browser. */
    static final String HOSTILE = "<img src=x onerror=document.title='owned'>";

    private static final Map<String, String> SCHEMAS = Map.of(
            "order-service", "orders",
            "points-service", "points",
            "coupon-service", "coupons",
            "notify-service", "notifications",
            "seckill-gateway", "sales");
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final Map<String, ServiceProcess> processes;
    private final Console console;

    private Services(Map<String, ServiceProcess> processes, Console console) {
        this.processes = processes;
        this.console = console;
    }

    static Services start() {
        Map<String, CompletableFuture<ServiceProcess>> starting = new HashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var orders = ServiceProcess.start("order-service", environment("orders"));
            starting.put("order-service", CompletableFuture.completedFuture(orders));
            SCHEMAS.forEach((name, schema) -> starting.computeIfAbsent(
                    name,
                    missing -> CompletableFuture.supplyAsync(
                            () -> {
                                var environment = environment(schema);
                                environment.put("ORDER_SERVICE_URL", orders.url());
                                return ServiceProcess.start(name, environment);
                            },
                            threads)));
        }
        Map<String, ServiceProcess> processes = new TreeMap<>();
        Map<String, String> urls = new HashMap<>();
        starting.forEach((name, started) -> {
            processes.put(name, started.join());
            urls.put(
                    name.replace('-', '_').toUpperCase(Locale.ROOT) + "_URL",
                    started.join().url());
        });
        return new Services(processes, Console.start(urls));
    }

    Console console() {
        return console;
    }

    /** @return the order's id */
    String order(String customer, String sku) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url("order-service") + "/orders"))
                .header("Authorization", "Bearer " + TestTokens.customer(customer))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"lines\":[{\"sku\":\"%s\",\"quantity\":2}]}".formatted(sku)))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            var id = ID.matcher(answer.body());
            assertThat(id.find()).isTrue();
            return id.group(1);
        }
    }

    /** A product whose name, and whose sku, is markup; returns when it can be ordered. */
    void sellSomethingHostile() throws SQLException {
        try (var database = TestServers.get().database("orders").connect();
                var insert = database.prepareStatement(
                        "INSERT INTO product (sku, name, price, currency) VALUES (?, ?, 1500, 'EUR')")) {
            insert.setString(1, HOSTILE);
            insert.setString(2, HOSTILE);
            insert.executeUpdate();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> products().contains("onerror"));
    }

    private String products() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url("order-service") + "/products"))
                                    .header("Authorization", "Bearer " + TestTokens.customer("alice"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private String url(String service) {
        return Objects.requireNonNull(processes.get(service)).url();
    }

    private static Map<String, String> environment(String schema) {
        var environment = new HashMap<>(TestServers.get().properties(schema));
        environment.put("MICRONAUT_ENVIRONMENTS", "local");
        return environment;
    }

    @Override
    public void close() {
        console.close();
        processes.values().forEach(ServiceProcess::close);
    }
}
