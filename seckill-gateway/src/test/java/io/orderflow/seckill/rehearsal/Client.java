package io.orderflow.seckill.rehearsal;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.orderflow.testkit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A customer in front of one instance. */
public final class Client implements AutoCloseable {

    public record Answer(int status, HttpResponse<String> response) {

        public String text(String field) {
            try {
                Map<String, Object> json = ObjectMapper.getDefault()
                        .readValue(response.body(), Argument.mapOf(String.class, Object.class));
                return String.valueOf(json.get(field));
            } catch (IOException notJson) {
                throw new UncheckedIOException("Not a JSON object: " + response.body(), notJson);
            }
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;
    private final String token;

    public Client(RunningGateway gateway, String customer) {
        this.url = gateway.url();
        this.token = TestTokens.customer(customer);
    }

    public Answer ticket(String id) {
        return get("/tickets/" + id, "Accept", "application/json");
    }

    /** Asks for one unit, under a new key. */
    public Answer buy(long sale) {
        return send(request(
                        "/sales/" + sale + "/purchases",
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"quantity\":1}"))
                .build());
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).build());
    }

    private Answer send(HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** @param lastEventId empty for none */
    public EventStream follow(String ticket, String lastEventId) {
        var request = lastEventId.isEmpty()
                ? request("/tickets/" + ticket, "Accept", "text/event-stream")
                : request("/tickets/" + ticket, "Accept", "text/event-stream", "Last-Event-ID", lastEventId);
        return EventStream.open(http, request.build());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .headers(headers);
    }

    /** Ends its open streams, too. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
