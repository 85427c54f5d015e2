package io.orderflow.load.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The simulated failures of one service in the local profile. */
public final class FaultSwitch {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI faults;
    private final String operatorToken;

    public FaultSwitch(StackProcess service, Tokens tokens) {
        this.faults = URI.create("http://127.0.0.1:" + service.port() + "/faults");
        this.operatorToken = tokens.operator("load-test");
    }

    public void slow(Duration delay) throws IOException, InterruptedException {
        send(request()
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"mode\":\"slow\",\"delayMillis\":%d}".formatted(delay.toMillis()))));
    }

    public void off() throws IOException, InterruptedException {
        send(request().DELETE());
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(faults)
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + operatorToken);
    }

    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException("%s answered %d: %s".formatted(faults, answer.statusCode(), answer.body()));
        }
    }
}
