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

/**
 * Redis with an append-only file: SIGKILL loses nothing, a power cut at most the last second. The machine's own server where it
 * is newer than the 6.2 of the artifact. {@link RedisUser} defines the users' rights.
 */
public final class RedisServer implements Server {

    private static final String HOST = "127.0.0.1";

    private final Path folder;
    private final int port;
    private final Passwords passwords;
    private final Binaries binaries;

    RedisServer(Path folder, int port, Passwords passwords, Binaries binaries) {
        this.folder = folder.toAbsolutePath();
        this.port = port;
        this.passwords = passwords;
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
        // At every start, so that it follows the services.
        OwnersFile.write(acl(), RedisUser.aclFile(passwords));
    }

    private Path acl() {
        return folder.resolve("users.acl");
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
                            "--aclfile",
                            acl().toString(),
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
        var installed = InstalledRedis.find();
        return installed.isPresent() ? installed.get() : unpacked();
    }

    private Path unpacked() throws IOException {
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

    /** Until its file is read back, the answer to PING is -LOADING; to a stranger it would be -NOAUTH from the beginning. */
    @Override
    public boolean isReady() {
        try (var socket = new Socket()) {
            socket.setSoTimeout(1_000);
            socket.connect(new InetSocketAddress(HOST, port), 1_000);
            var question = "AUTH %s %s\r\nPING\r\n".formatted(RedisUser.PROBE, passwords.of(RedisUser.PROBE));
            socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
            var expected = "+OK\r\n+PONG";
            var answer = socket.getInputStream().readNBytes(expected.length());
            return new String(answer, StandardCharsets.US_ASCII).equals(expected);
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void provision() {
        // Its users are in the file that it has read.
    }
}
