package io.orderflow.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The local stack as {@code infra/up} starts it, on ports and a folder of its own. */
record RunningStack(Path data, int offset) {

    private static final Path INFRA = Path.of(Objects.requireNonNull(System.getProperty("orderflow.root")), "infra");
    private static final Set<String> SERVERS = Set.of("mysql", "redis", "rocketmq");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int TRIES = 4;

    static RunningStack start(Path data) throws IOException, InterruptedException {
        var refusals = new ArrayList<String>();
        while (refusals.size() < TRIES) {
            // Below the ports that systems give to outgoing connections. A port that is taken is refused before
            // anything starts.
            var stack = new RunningStack(data, ThreadLocalRandom.current().nextInt(100, 2_700));
            var up = stack.script("up", "--detach", "--no-build", "--port-offset", Integer.toString(stack.offset()));
            if (up.exitCode() == 0) {
                return stack;
            }
            refusals.add(up.output());
        }
        throw new IllegalStateException("infra/up does not start a stack: " + refusals);
    }

    /** Port of each service. */
    Map<String, Integer> services() throws IOException, InterruptedException {
        var services = new TreeMap<String, Integer>();
        JsonNode status = new ObjectMapper().readTree(script("status", "--json").output());
        for (var process : status.get("processes")) {
            var name = process.get("name").asText();
            if (!SERVERS.contains(name)) {
                services.put(name, process.get("port").asInt());
            }
        }
        return services;
    }

    /** What each service exposes to Prometheus now. */
    Exposed exposed() throws IOException, InterruptedException {
        var series = new ArrayList<Exposed.Series>();
        for (var service : services().entrySet()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.getValue() + "/prometheus"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("%s answers %s".formatted(service.getKey(), answer));
            }
            series.addAll(Exposed.by(service.getKey(), answer.body()).toList());
        }
        return new Exposed(series);
    }

    void end() throws IOException, InterruptedException {
        var down = script("down");
        if (down.exitCode() != 0) {
            throw new IllegalStateException("infra/down: " + down.output());
        }
    }

    private record Ended(int exitCode, String output) {}

    private Ended script(String name, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(INFRA.resolve(name).toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        var output = Files.createTempFile("infra-" + name, ".out");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            if (name.equals("up")) {
                // For every JVM of the stack: it lives for a minute.
                builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
            }
            var process = builder.start();
            if (!process.waitFor(240, TimeUnit.SECONDS)) {
                process.destroy();
                throw new IllegalStateException(
                        "infra/%s takes too long: %s".formatted(name, Files.readString(output)));
            }
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }
}
