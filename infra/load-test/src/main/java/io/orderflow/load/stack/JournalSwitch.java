package io.orderflow.load.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The journals of several services in the local profile, switched together. */
public final class JournalSwitch {

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<StackProcess> services;
    private final String operatorToken;

    public JournalSwitch(List<StackProcess> services, Tokens tokens) {
        this.services = List.copyOf(services);
        this.operatorToken = tokens.operator("load-test");
    }

    public void set(boolean on) throws IOException, InterruptedException {
        for (StackProcess service : services) {
            set(URI.create("http://127.0.0.1:" + service.port() + "/journal"), on);
        }
    }

    private void set(URI journal, boolean on) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(journal)
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + operatorToken)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"enabled\":%b}".formatted(on)))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException("%s answered %d: %s".formatted(journal, answer.statusCode(), answer.body()));
        }
    }
}
