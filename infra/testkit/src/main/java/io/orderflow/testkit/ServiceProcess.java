package io.orderflow.testkit;

import io.orderflow.local.servers.ChildProcess;
import io.orderflow.local.servers.LocalServers;
import io.orderflow.local.servers.ServerPorts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A service's packaged jar as a real process, to be killed and started again. It keeps its port, and it never outlives
 * this JVM.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(50);

    private final String module;
    private final int port;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private ChildProcess process;

    private ServiceProcess(String module, int port, List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        this.module = module;
        this.port = port;
        this.command = command;
        this.environment = environment;
        this.log = log;
        this.process = launch(command, environment, log);
    }

    /**
     * Starts {@code module} (its folder's name) and waits until it is ready.
     *
     * @param environment for example {@link TestServers#properties}
     * @param systemProperties {@code -Dname=value}, for example a crash point
     * @param classPath comes before the service's own classes
     */
    public static ServiceProcess start(
            String module,
            Map<String, String> environment,
            Map<String, String> systemProperties,
            List<Path> classPath) {
        int port = ServerPorts.freePort();
        var variables = new HashMap<>(environment);
        variables.put("MICRONAUT_SERVER_PORT", Integer.toString(port));
        try {
            var log = Path.of("target", "test-services", "%s-%d.log".formatted(module, port))
                    .toAbsolutePath();
            var service = new ServiceProcess(
                    module,
                    port,
                    command(packagedJar(module), systemProperties, classPath),
                    Map.copyOf(variables),
                    log);
            service.awaitReady();
            return service;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static ServiceProcess start(String module, Map<String, String> environment) {
        return start(module, environment, Map.of(), List.of());
    }

    /** The newest build of a module, with its libraries beside it in {@code lib/}. */
    public static Path packagedJar(String module) throws IOException {
        var root = System.getProperty(LocalServers.ROOT);
        if (root == null) {
            throw new IllegalStateException("-D" + LocalServers.ROOT + "=… is missing");
        }
        Path target = Path.of(root, module, "target");
        var name = Path.of(module).getFileName();
        if (Files.isDirectory(target)) {
            try (var jars = Files.newDirectoryStream(target, name + "-*.jar")) {
                for (var jar : jars) {
                    if (mainClass(jar) != null) {
                        return jar;
                    }
                }
            }
        }
        throw new TestEnvironmentException(
                "%s is not packaged: build it with ./mvnw -pl %s -am -DskipTests package".formatted(module, module));
    }

    private static List<String> command(Path jar, Map<String, String> systemProperties, List<Path> classPath)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Small and quick to start; nothing here is measured.
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m"));
        systemProperties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        if (classPath.isEmpty()) {
            command.addAll(List.of("-jar", jar.toString()));
        } else {
            var path = Stream.concat(classPath.stream(), Stream.of(jar))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
            command.addAll(List.of("-cp", path, Objects.requireNonNull(mainClass(jar))));
        }
        return List.copyOf(command);
    }

    private static @Nullable String mainClass(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            var manifest = file.getManifest();
            return manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        }
    }

    private static ChildProcess launch(List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return ChildProcess.start(builder, log);
    }

    private void awaitReady() throws IOException {
        var current = child();
        long deadline = System.nanoTime() + READY.toNanos();
        while (!isReady()) {
            boolean late = System.nanoTime() > deadline;
            if (late || !current.isAlive()) {
                var tail = current.logTail(30);
                current.kill9();
                throw new IOException("%s %s. The end of %s:%n%s"
                        .formatted(module, late ? "is not ready in time" : "ended while starting", log, tail));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Whether it reports now that it is ready. */
    public boolean isReady() {
        try (var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            var request = HttpRequest.newBuilder(URI.create(url() + "/health/readiness"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public Path log() {
        return log;
    }

    public long pid() {
        return child().pid();
    }

    public boolean isAlive() {
        return child().isAlive();
    }

    /** Completes with its exit code, for example when a crash point has ended it. */
    public CompletableFuture<Integer> exit() {
        return child().exit();
    }

    public void kill9() {
        child().kill9();
    }

    /** SIGTERM, and waits until it has ended. */
    public void stop() {
        child().stop();
    }

    /** SIGSTOP: a long garbage collection, a laptop's lid. */
    public void pause() {
        Signals.send("STOP", pid());
    }

    public void resume() {
        Signals.send("CONT", pid());
    }

    /** Starts it again as it was started first, and waits until it is ready. */
    public void start() {
        try {
            if (isAlive()) {
                return;
            }
            launchAgain();
            awaitReady();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private synchronized void launchAgain() throws IOException {
        process = launch(command, environment, log);
    }

    private synchronized ChildProcess child() {
        return process;
    }

    /** For the end of a test: no good order, no waiting. */
    @Override
    public void close() {
        kill9();
    }
}
