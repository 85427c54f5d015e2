package io.orderflow.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Redis 6.2 with an append-only file: SIGKILL loses nothing, a power cut at most the last second. */
public final class RedisServer implements Server {

    private static final String HOST = "127.0.0.1";

    private final Path folder;
    private final int port;
    private final Binaries binaries;

    RedisServer(Path folder, int port, Binaries binaries) {
        this.folder = folder.toAbsolutePath();
        this.port = port;
        this.binaries = binaries;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    public String url() {
        return "redis://%s:%d".formatted(HOST, port);
    }

    @Override
    public void prepare() throws IOException {
        executable();
        Files.createDirectories(folder);
    }

    @Override
    public ProcessBuilder command() {
        try {
            return new ProcessBuilder(
                            executable().toString(),
                            "--port",
                            Integer.toString(port),
                            "--bind",
                            HOST,
                            "--protected-mode",
                            "yes",
                            "--dir",
                            folder.toString(),
                            "--appendonly",
                            "yes",
                            "--appendfsync",
                            "everysec",
                            // With Redis' own 64 MB the log is rewritten every few seconds of a rush, and
                            // customers wait: it takes a core.
                            "--auto-aof-rewrite-min-size",
                            "1gb",
                            "--rdbcompression",
                            "no",
                            "--save",
                            "",
                            "--daemonize",
                            "no")
                    .directory(folder.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path executable() throws IOException {
        var name = binaryName();
        var resource = Binaries.resource("/" + name);
        if (resource == null) {
            throw new IOException("The embedded-redis artifact has no " + name);
        }
        return binaries.unpacked(
                        Binaries.artifact(resource),
                        target -> Binaries.copyExecutable(resource, target.resolve("redis-server")))
                .resolve("redis-server");
    }

    private static String binaryName() throws IOException {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var processor = System.getProperty("os.arch");
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        if (system.contains("linux")) {
            return arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
        }
        if (system.contains("mac")) {
            return arm ? "redis-server-6.2.6-v5-darwin-arm64" : "redis-server-6.2.6-v5-darwin-amd64";
        }
        throw new IOException("There is no Redis to unpack for " + System.getProperty("os.name")
                + ": use servers of your own or containers (-Dtest.env=external or containers).");
    }

    @Override
    public boolean isReady() {
        try (var socket = new Socket()) {
            socket.setSoTimeout(1_000);
            socket.connect(new InetSocketAddress(HOST, port), 1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            // While it reads its file back, the answer is -LOADING.
            var answer = socket.getInputStream().readNBytes(5);
            return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void provision() {
        // Clients expect nothing but the server.
    }
}
