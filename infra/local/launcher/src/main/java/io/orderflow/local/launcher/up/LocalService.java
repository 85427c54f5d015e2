package io.orderflow.local.launcher.up;

import io.orderflow.local.servers.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of our services, run from its built jar. It finds everything else through its environment. */
final class LocalService implements Server {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /**
     * Niceness for the command that follows, which takes the shell's place and process id. Where Linux groups processes by
     * session (sched_autogroup), the kernel shares the cores among sessions, and only the group's own niceness counts.
     */
    private static final String YIELDING =
            "{ echo \"$0\" > /proc/self/autogroup; } 2>/dev/null; exec nice -n \"$0\" \"$@\"";

    private final ServicePlan plan;
    private final int port;
    private final Path jar;
    private final Purpose purpose;
    private final Path clientLogs;
    private final Map<String, String> environment;
    private final HttpClient http;

    /** @param clientLogs where the RocketMQ client inside the service keeps its own log; its home folder otherwise */
    LocalService(
            ServicePlan plan,
            int port,
            Path jar,
            Purpose purpose,
            Path clientLogs,
            Map<String, String> environment,
            HttpClient http) {
        this.plan = plan;
        this.port = port;
        this.jar = jar;
        this.purpose = purpose;
        this.clientLogs = clientLogs;
        this.environment = Map.copyOf(environment);
        this.http = http;
    }

    @Override
    public String name() {
        return plan.name();
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public void prepare() {
        // A service keeps no files.
    }

    @Override
    public ProcessBuilder command() {
        List<String> arguments = new ArrayList<>(List.of("sh", "-c", YIELDING, Integer.toString(plan.niceness())));
        arguments.addAll(java(startFlags()));
        ProcessBuilder command = new ProcessBuilder(arguments);
        command.environment().putAll(environment);
        return command;
    }

    Trained trained() {
        return new Trained(
                name(), startCache(), new ProcessBuilder(java(startCache().makingFlags())));
    }

    /** A start cache fits only a JVM with the collector that it was recorded with. */
    private List<String> java(List<String> startFlags) {
        List<String> arguments = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + plan.heap() + "m"));
        arguments.addAll(plan.collector().flags(plan.heap()));
        arguments.addAll(Compilers.here().flags());
        arguments.addAll(startFlags);
        arguments.addAll(List.of(
                "-Xss512k",
                "-XX:MaxMetaspaceSize=160m",
                // A JVM may collect in full, 130 to 240 ms, for every half percent of this that newly compiled code
                // fills ("CodeCache GC Threshold"): in a service's first minutes, and once a second when customers
                // come.
                "-XX:ReservedCodeCacheSize=240m",
                "-XX:SweeperThreshold=100",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Drocketmq.log.root=" + clientLogs,
                "-Drocketmq.log.level=warn",
                "-jar",
                jar.toString()));
        return arguments;
    }

    private StartCache startCache() {
        return new StartCache(jar);
    }

    private List<String> startFlags() {
        try {
            return purpose.startFlags(startCache());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/readiness"))
                .timeout(PATIENCE)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void provision() {
        // A service migrates its own schema when it starts.
    }
}
