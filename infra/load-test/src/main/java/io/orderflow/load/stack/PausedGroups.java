package io.orderflow.load.stack;

import io.orderflow.load.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Consumer groups that the broker hands nothing out to, switched as an operator switches them: at the dashboard, with an
 * operator's token. The switch is the broker's own, so a group stays paused until it is resumed.
 */
public final class PausedGroups implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI dashboard;
    private final String operatorToken;
    private final Set<String> paused = new LinkedHashSet<>();

    private PausedGroups(LocalStack stack, Tokens tokens) {
        this.dashboard = URI.create(
                "http://127.0.0.1:" + stack.process(LocalStack.DASHBOARD).port());
        this.operatorToken = tokens.operator("load-test");
    }

    public static PausedGroups pause(LocalStack stack, Tokens tokens, List<String> groups)
            throws IOException, InterruptedException {
        var pause = new PausedGroups(stack, tokens);
        try {
            for (String group : groups) {
                pause.paused.add(group);
                pause.change(group, "pause");
            }
            return pause;
        } catch (Refusal | IOException | InterruptedException failure) {
            pause.close();
            throw failure;
        }
    }

    public void resume(String group) throws IOException, InterruptedException {
        if (paused.remove(group)) {
            change(group, "resume");
        }
    }

    private void change(String group, String step) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(dashboard.resolve("/consumers/%s/%s".formatted(group, step)))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + operatorToken)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("reason=benchmark"))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (!answer.headers().firstValue("Location").orElse("").contains("?done=")) {
            throw new Refusal("The dashboard was asked to %s group %s, and answered %d %s"
                    .formatted(
                            step,
                            group,
                            answer.statusCode(),
                            answer.headers().firstValue("Location").orElse("")));
        }
    }

    /** Resumes what is still paused. */
    @Override
    public void close() throws IOException {
        try {
            for (String group : List.copyOf(paused)) {
                resume(group);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IOException("Still paused: " + paused, ended);
        }
    }
}
