package io.orderflow.dashboard;

import io.orderflow.testkit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;

/** A customer of order-service. */
public final class OrdersApi {

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final String TEA = "{\"lines\":[{\"sku\":\"tea-green\",\"quantity\":2}]}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String customer;

    public OrdersApi(String url, String customer) {
        this.url = url;
        this.customer = customer;
    }

    /** @return the order's id */
    public String place() {
        return place(UUID.randomUUID().toString());
    }

    /** @throws UncheckedIOException if there is no answer */
    public String place(String idempotencyKey) {
        var request = HttpRequest.newBuilder(URI.create(url + "/orders"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + TestTokens.customer(customer))
                .header("Idempotency-Key", idempotencyKey)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(TEA))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            var id = ID.matcher(answer.body());
            if (answer.statusCode() != 201 || !id.find()) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return id.group(1);
        } catch (IOException noAnswer) {
            throw new UncheckedIOException(noAnswer);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
