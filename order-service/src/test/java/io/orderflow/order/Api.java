package io.orderflow.order;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The service as a client sees it: real HTTP, raw bodies. */
public final class Api {

    static final String TEA =
            "{\"lines\":[{\"sku\":\"tea-green\",\"quantity\":2},{\"sku\":\"mug-blue\",\"quantity\":1}]}";
    static final long TEA_TOTAL = 2 * 1100 + 2500;

    public record Answer(int status, Map<String, List<String>> headers, String body) {

        Map<String, Object> json() {
            try {
                return ObjectMapper.getDefault().readValue(body, Argument.mapOf(String.class, Object.class));
            } catch (IOException notJson) {
                throw new UncheckedIOException("Not a JSON object: " + body, notJson);
            }
        }

        public String text(String field) {
            return String.valueOf(json().get(field));
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of(""))
                    .getFirst();
        }

        /** The last part of the problem's type. */
        String problem() {
            String type = text("type");
            return type.substring(type.lastIndexOf('/') + 1);
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;
    private final String token;
    private final Map<String, String> headers;

    public Api(String url, String token) {
        this(url, token, Map.of());
    }

    private Api(String url, String token, Map<String, String> headers) {
        this.url = url;
        this.token = token;
        this.headers = headers;
    }

    /** A small order. */
    public static String tea() {
        return TEA;
    }

    public Api inTrace(String traceparent) {
        return new Api(url, token, Map.of("traceparent", traceparent));
    }

    public Answer place(String idempotencyKey, String body) {
        return send(request("/orders")
                .header("Idempotency-Key", idempotencyKey)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
        headers.forEach(request::header);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    Answer send(HttpRequest.Builder request) {
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
}
