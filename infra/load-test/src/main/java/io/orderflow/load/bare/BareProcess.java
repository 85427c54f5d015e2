package io.orderflow.load.bare;

import io.orderflow.load.Refusal;
import io.orderflow.load.stack.StackProcess;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The bare endpoint as a child process. */
public final class BareProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final Process process;
    private final URI url;
    private final Thread hook;

    private BareProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
        this.hook = new Thread(process::destroyForcibly, "end-bare");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** With the JVM flags of the gateway that runs. */
    public static BareProcess start(StackProcess gateway, URI publishedKeys) throws IOException, InterruptedException {
        return start(flagsOf(gateway), publishedKeys);
    }

    /** @param publishedKeys of the issuer whose tokens it accepts */
    static BareProcess start(List<String> flags, URI publishedKeys) throws IOException, InterruptedException {
        int port = freePort();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareEndpoint.class.getName()));
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("JWKS_URI", publishedKeys.toString());
        builder.environment().put("MICRONAUT_SERVER_PORT", Integer.toString(port));
        var bare = new BareProcess(builder.start(), URI.create("http://127.0.0.1:" + port));
        try {
            bare.awaitStart();
            return bare;
        } catch (Refusal | IOException | InterruptedException failure) {
            bare.close();
            throw failure;
        }
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public URI url() {
        return url;
    }

    /** All that shape its JVM; not what names its files, which are not the bare endpoint's. */
    public static List<String> flagsOf(StackProcess gateway) {
        return ProcessHandle.of(gateway.pid())
                .flatMap(running -> running.info().arguments())
                .map(arguments -> Arrays.stream(arguments)
                        .filter(argument -> argument.startsWith("-X") || argument.startsWith("--"))
                        .filter(argument -> !argument.contains("AOT") && !argument.contains("SharedArchive"))
                        .toList())
                .orElseThrow(
                        () -> new Refusal("The gateway's command line can't be read: is it somebody else's process?"));
    }

    private void awaitStart() throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + LONGEST_START.toNanos();
        try (var http = HttpClient.newHttpClient()) {
            while (!answers(http)) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > giveUp) {
                    throw new Refusal("The bare endpoint did not start.");
                }
            }
        }
    }

    private boolean answers(HttpClient http) throws IOException, InterruptedException {
        try {
            http.send(HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build(), BodyHandlers.discarding());
            return true;
        } catch (ConnectException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endsAlready) {
            // The hook has done it.
        }
    }
}
