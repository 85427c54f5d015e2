package io.orderflow.load.stack;

import io.orderflow.load.Interruption;
import io.orderflow.load.Refusal;
import io.orderflow.local.issuer.SigningKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A stack that the load starts and stops itself, on a data folder of its own; what runs when the load ends is stopped. */
public final class OwnStack implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(10);
    private static final int NO_STACK = 3;

    private final Path root;
    private final Path data;
    private final int portOffset;
    private final PrintStream out;
    private boolean started;
    private boolean ended;
    private @Nullable Process starting;

    /**
     * A stack that is ready.
     *
     * @param time from the call of {@code infra/up} to its end
     * @param calledNanos {@link System#nanoTime()} of the call
     * @param readyNanos the same of its end
     */
    public record Up(Duration time, long calledNanos, long readyNanos) {}

    private OwnStack(Path root, Path data, int portOffset, PrintStream out) {
        this.root = root;
        this.data = data;
        this.portOffset = portOffset;
        this.out = out;
    }

    /** @throws Refusal if a stack runs on {@code data}: it was not started by this process */
    public static OwnStack on(Path root, Path data, int portOffset, PrintStream out, Interruption interruption)
            throws IOException, InterruptedException {
        if (new Script(root, data).run("status", "--json").exitCode() != NO_STACK) {
            throw new Refusal("A stack runs on " + data + ": stop it with infra/down --data " + data
                    + ", or name another folder with --data.");
        }
        var stack = new OwnStack(root, data, portOffset, out);
        interruption.then(stack::end);
        return stack;
    }

    public Path data() {
        return data;
    }

    /** @param fresh on an empty data folder */
    public Up up(boolean fresh) throws IOException, InterruptedException {
        var log = Files.createDirectories(data.toAbsolutePath().getParent()).resolve(data.getFileName() + "-up.log");
        long called = System.nanoTime();
        var start = begin(fresh, log);
        if (!start.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
            start.destroy();
            start.waitFor(20, TimeUnit.SECONDS);
            throw new Refusal("infra/up was not ready within %d s:%n%s"
                    .formatted(LONGEST_START.toSeconds(), Files.readString(log).strip()));
        }
        long ready = System.nanoTime();
        if (start.exitValue() != 0) {
            throw new Refusal(
                    "infra/up failed:%n%s".formatted(Files.readString(log).strip()));
        }
        var time = Duration.ofNanos(ready - called);
        out.printf(Locale.ROOT, "infra/up%s: ready after %.1f s%n", fresh ? " --fresh" : "", time.toMillis() / 1e3);
        return new Up(time, called, ready);
    }

    private synchronized Process begin(boolean fresh, Path log) throws IOException {
        if (ended) {
            throw new Refusal("The benchmark ends: no stack is started any more.");
        }
        started = true;
        var command = new ArrayList<>(List.of(
                root.resolve("infra/up").toString(),
                "--detach",
                "--no-build",
                "--port-offset",
                Integer.toString(portOffset),
                "--data",
                data.toString()));
        if (fresh) {
            command.add("--fresh");
        }
        var start = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        starting = start;
        return start;
    }

    /** All that runs; asking takes a second, which a moment after the start may be too long. */
    public LocalStack find() throws IOException, InterruptedException {
        return LocalStack.find(root, data, portOffset);
    }

    public URI orderService() {
        return URI.create("http://127.0.0.1:" + (LocalStack.ORDER_SERVICE_PORT + portOffset));
    }

    /** Those of the last start; a start on an empty folder makes others. */
    public SigningKeys tokenKeys() throws IOException {
        return LocalStack.tokenKeys(data);
    }

    /** For good, whatever else runs in this process until it has ended. */
    synchronized void end() throws IOException, InterruptedException {
        ended = true;
        down();
    }

    public synchronized void down() throws IOException, InterruptedException {
        var start = starting;
        if (start != null && start.isAlive()) {
            // Otherwise it could continue after there was nothing to stop yet.
            start.destroy();
            start.waitFor(20, TimeUnit.SECONDS);
        }
        if (started) {
            new Script(root, data).runOrThrow("down");
            started = false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            down();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IOException("The stack on " + data + " may still run", ended);
        }
    }
}
