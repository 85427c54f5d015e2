package io.orderflow.load.sale;

import io.orderflow.load.Refusal;
import io.orderflow.load.stack.Tokens;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An operator at the gateway: creates, opens and closes sales, and looks at them. */
public final class SaleClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration WARMING = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI gateway;
    private final String authorization;
    private final Clock clock;

    public SaleClient(URI gateway, Tokens tokens, Clock clock) {
        this.gateway = gateway;
        this.authorization = "Bearer " + tokens.operator("load-test");
        this.clock = clock;
    }

    public URI gateway() {
        return gateway;
    }

    /** Creates a sale and opens it; returns when customers are admitted. */
    public SaleView open(SaleTerms terms) throws IOException, InterruptedException {
        String id = create(terms);
        change(id, "open");
        return awaitOpen(id);
    }

    public String create(SaleTerms terms) throws IOException, InterruptedException {
        return send(request("/sales")
                        .POST(BodyPublishers.ofString(
                                terms.from(clock.instant()).encode())))
                .getValue("id")
                .toString();
    }

    /** @param step {@code open}, {@code pause} or {@code close} */
    public void change(String sale, String step) throws IOException, InterruptedException {
        send(request("/sales/" + sale + "/" + step).POST(BodyPublishers.noBody()));
    }

    public SaleView view(String sale) throws IOException, InterruptedException {
        return SaleView.of(send(request("/sales/" + sale).GET()));
    }

    public SaleView awaitOpen(String sale) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + WARMING.toNanos();
        var view = view(sale);
        while (!view.isOpen()) {
            if (view.isRefused() || System.nanoTime() > giveUp) {
                throw new Refusal("Sale %s does not open, it is %s: does order-service run, and know the sku?"
                        .formatted(sale, view.state()));
            }
            pause();
            view = view(sale);
        }
        return view;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json");
    }

    private JsonObject send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        var request = builder.build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new Refusal("%s %s was answered %d: %s"
                        .formatted(request.method(), request.uri(), answer.statusCode(), answer.body()));
            }
            return answer.body().isBlank() ? new JsonObject() : new JsonObject(answer.body());
        } catch (ConnectException unreachable) {
            throw new Refusal("The gateway does not answer at " + gateway + ": is the stack up?", unreachable);
        }
    }

    private static boolean pause() throws InterruptedException {
        // Never counted down: this only waits.
        return new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        http.close();
    }
}
