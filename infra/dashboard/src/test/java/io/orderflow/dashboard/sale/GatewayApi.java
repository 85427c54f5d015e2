package io.orderflow.dashboard.sale;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.orderflow.testkit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** seckill-gateway as its own clients see it. */
final class GatewayApi {

    static final String OPERATOR = "grace";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    GatewayApi(String url) {
        this.url = url;
    }

    /** @return its id */
    String create(int units) {
        var now = Instant.now();
        var answer = send(
                request("/sales", TestTokens.operator(OPERATOR)).POST(HttpRequest.BodyPublishers.ofString("""
                        {"sku":"kettle-steel","price":4900,"units":%d,"limitPerCustomer":1,"opensAt":"%s",
                         "closesAt":"%s","queueBound":1000,"paymentWindow":"PT15M"}
                        """.formatted(
                                units, now.minusSeconds(60), now.plusSeconds(3600)))));
        return String.valueOf(json(answer).get("id"));
    }

    Map<String, Object> sale(String id) {
        return json(send(request("/sales/" + id, TestTokens.operator(OPERATOR)).GET()));
    }

    /** @return the status */
    int buy(String sale, String customer) {
        return send(request("/sales/" + sale + "/purchases", TestTokens.customer(customer))
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofString("{\"quantity\":1}")))
                .statusCode();
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Map<String, Object> json(HttpResponse<String> answer) {
        try {
            return ObjectMapper.getDefault().readValue(answer.body(), Argument.mapOf(String.class, Object.class));
        } catch (IOException notJson) {
            throw new UncheckedIOException("Not a JSON object: " + answer.body(), notJson);
        }
    }
}
