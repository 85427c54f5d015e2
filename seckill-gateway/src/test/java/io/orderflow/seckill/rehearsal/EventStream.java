package io.orderflow.seckill.rehearsal;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Server-sent events as a browser reads them: lines, and an empty line ends an event. */
public final class EventStream {

    public record Received(String id, String name, String data) {

        public String text(String field) {
            try {
                Map<String, Object> json =
                        ObjectMapper.getDefault().readValue(data, Argument.mapOf(String.class, Object.class));
                return String.valueOf(json.get(field));
            } catch (IOException notJson) {
                throw new UncheckedIOException(data, notJson);
            }
        }
    }

    private final List<Received> events = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    static EventStream open(HttpClient http, HttpRequest request) {
        var stream = new EventStream();
        Thread.ofVirtual().start(() -> stream.read(http, request));
        return stream;
    }

    private void read(HttpClient http, HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofLines());
            status.complete(response.statusCode());
            String id = "";
            String name = "";
            StringBuilder data = new StringBuilder();
            for (var lines = response.body().iterator(); lines.hasNext(); ) {
                String line = lines.next();
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                } else if (line.startsWith(": ")) {
                    comments.add(line.substring(2));
                } else if (line.isEmpty() && !data.isEmpty()) {
                    events.add(new Received(id, name, data.toString()));
                    data.setLength(0);
                }
            }
            ended.complete(null);
        } catch (IOException | RuntimeException failed) {
            status.completeExceptionally(failed);
            ended.completeExceptionally(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public int status() throws Exception {
        return status.get(30, TimeUnit.SECONDS);
    }

    public List<Received> events() {
        return events;
    }

    public List<String> comments() {
        return comments;
    }

    public boolean isEnded() {
        return ended.isDone() && !ended.isCompletedExceptionally();
    }
}
