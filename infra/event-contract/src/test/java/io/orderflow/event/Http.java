package io.orderflow.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.orderflow.testkit.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** A client of the service under test. */
public final class Http implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI service;

    Http(URI service) {
        this.service = service;
    }

    /** @param next null on the last page */
    record OrderPage(List<String> orderIds, String next) {}

    public HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send("GET", path, token, "");
    }

    /** The JSON object that a customer gets. */
    public Map<String, Object> json(String customer, String path) throws IOException, InterruptedException {
        var answer = get(path, TestTokens.customer(customer));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ObjectMapper.getDefault().readValue(answer.body(), Argument.mapOf(String.class, Object.class));
    }

    OrderPage page(String customer, String path) throws IOException, InterruptedException {
        var page = json(customer, path);
        assertThat(page).containsOnlyKeys("items", "next");
        return new OrderPage(
                ((List<?>) page.get("items"))
                        .stream()
                                .map(item -> String.valueOf(((Map<?, ?>) item).get("orderId")))
                                .toList(),
                (String) page.get("next"));
    }

    /** Sum of the Prometheus series that start with {@code name} and have {@code label} for some label's value. */
    long metric(String name, String label) throws IOException, InterruptedException {
        return get("/prometheus", "")
                .body()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains("=\"" + label + "\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    HttpResponse<String> operator(String method, String path, String json) throws IOException, InterruptedException {
        return send(method, path, TestTokens.operator("grace"), json);
    }

    private HttpResponse<String> send(String method, String path, String token, String json)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
    }
}
