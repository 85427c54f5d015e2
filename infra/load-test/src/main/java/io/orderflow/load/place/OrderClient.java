package io.orderflow.load.place;

import io.orderflow.load.Refusal;
import io.orderflow.load.generate.Reply;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Talks HTTP to the order service where speed does not matter. */
public final class OrderClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI service;

    public OrderClient(URI service) {
        this.service = service;
    }

    URI service() {
        return service;
    }

    Answer place(String authorization, String idempotencyKey, byte[] body) throws IOException, InterruptedException {
        var answer = http.send(
                request("/orders")
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
        return Answer.of(new Reply.Answer(answer.statusCode(), answer.body()));
    }

    /** Asks the catalogue what there is. */
    public List<String> skus() throws IOException, InterruptedException {
        try {
            var products = http.send(request("/products").build(), BodyHandlers.ofString());
            return new JsonObject(products.body())
                    .getJsonArray("items").stream()
                            .map(item -> ((JsonObject) item).getString("sku"))
                            .toList();
        } catch (ConnectException unreachable) {
            throw new Refusal("The order service does not answer at " + service + ": is the stack up?", unreachable);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(PATIENCE);
    }

    @Override
    public void close() {
        http.close();
    }
}
