package io.orderflow.seckill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.ObjectMapper;
import io.orderflow.testkit.TestServers;
import io.orderflow.testkit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** An instance of the gateway in this process, on the real servers, and its client: real HTTP, raw bodies. */
public final class Gateway implements AutoCloseable {

    private final EmbeddedServer server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private Gateway(EmbeddedServer server) {
        this.server = server;
    }

    /** With a stand-in for order-service. @param settings name, value, name, value ... */
    public static Gateway start(String... settings) {
        var properties = new HashMap<String, Object>(TestServers.get().properties("sales"));
        properties.put("micronaut.server.port", "-1");
        properties.put("ORDER_SERVICE_URL", "http://127.0.0.1:1");
        properties.put("test.allocation", "true");
        properties.put("sales.demo", "false");
        properties.put("admission.limits.per-customer", "0");
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        if (properties.get("test.allocation").equals("true")) {
            // The stand-in consumes as order-service, through the gateway's client: no user of a service may do both.
            properties.putAll(TestServers.get().brokerAdministratorProperties());
        }
        return new Gateway(ApplicationContext.run(EmbeddedServer.class, properties, "local"));
    }

    public String url() {
        return server.getURL().toString();
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }

    public record Answer(int status, Map<String, List<String>> headers, String body) {

        public Map<String, Object> json() {
            try {
                return ObjectMapper.getDefault().readValue(body, Argument.mapOf(String.class, Object.class));
            } catch (IOException notJson) {
                throw new UncheckedIOException("Not a JSON object: " + body, notJson);
            }
        }

        public String text(String field) {
            return String.valueOf(json().get(field));
        }

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of(""))
                    .getFirst();
        }

        /** The last part of the problem's type. */
        public String problem() {
            assertThat(header("Content-Type")).as(body).startsWith("application/problem+json");
            assertThat(json()).containsEntry("status", status);
            String type = text("type");
            return type.substring(type.lastIndexOf('/') + 1);
        }
    }

    public static String terms(long units, int limit, Instant opensAt, Instant closesAt, String more) {
        return """
                {"sku":"kettle-steel","price":4900,"units":%d,"limitPerCustomer":%d,"opensAt":"%s","closesAt":"%s","queueBound":100000,"paymentWindow":"PT15M"%s}""".formatted(units, limit, opensAt, closesAt, more);
    }

    /** Its window is open, and so is it. */
    public long openSale(long units, int limit, String more) {
        var now = Instant.now();
        long id = createSale(terms(units, limit, now.minusSeconds(60), now.plusSeconds(3600), more));
        assertThat(operator("/sales/" + id + "/open", "").status()).isEqualTo(200);
        awaitState(id, "OPEN");
        return id;
    }

    public long createSale(String body) {
        var created = operator("/sales", body);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/sales/" + created.text("id"));
        return Long.parseLong(created.text("id"));
    }

    public void awaitState(long id, String state) {
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(
                        () -> assertThat(get("/sales/" + id, "").text("state")).isEqualTo(state));
    }

    public Answer operator(String path, String body) {
        return post(path, TestTokens.operator("olga"), body);
    }

    public Answer buy(long saleId, String customer) {
        return buy(saleId, customer, UUID.randomUUID().toString(), 1);
    }

    public Answer buy(long saleId, String customer, String key, int quantity, String... headers) {
        return post(
                "/sales/" + saleId + "/purchases",
                TestTokens.customer(customer),
                "{\"quantity\":" + quantity + "}",
                with(headers, "Idempotency-Key", key));
    }

    public Answer get(String path, String token) {
        return send(request(path, token).GET());
    }

    public Answer post(String path, String token, String body, String... headers) {
        return send("POST", path, token, body, headers);
    }

    public Answer send(String method, String path, String token, String body, String... headers) {
        var request = request(path, token)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        var before = new HashSet<String>();
        for (int i = 0; i < headers.length; i += 2) {
            if (before.add(headers[i])) {
                request.setHeader(headers[i], headers[i + 1]);
            } else {
                request.header(headers[i], headers[i + 1]);
            }
        }
        return send(request);
    }

    private HttpRequest.Builder request(String path, String token) {
        var request = HttpRequest.newBuilder(URI.create(server.getURL() + path)).timeout(Duration.ofSeconds(30));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String[] with(String[] headers, String name, String value) {
        var all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = name;
        all[headers.length + 1] = value;
        return all;
    }
}
