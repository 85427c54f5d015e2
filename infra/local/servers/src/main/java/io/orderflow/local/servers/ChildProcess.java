package io.orderflow.local.servers;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process that never outlives this JVM, not even when this JVM is killed with SIGKILL, and that a terminal's Ctrl-C does
 * not reach. Its output goes to a file.
 *
 * <p>A few lines of shell start first: they leave a guard behind and then <em>become</em> the command, so that {@link #pid} is
 * the command's own. The guard reads a pipe that is never written to; the kernel closes that pipe when this JVM has ended.
 */
public final class ChildProcess {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final long LARGE_LOG = 16L << 20;

    // A process id alone may have been reused meanwhile; id and start time together never are. What kill prints about a
    // child that ends between check and signal does not belong in the child's log.
    private static final String GUARD = """
            born() {
              if [ -r "/proc/$1/stat" ]; then
                read -r stat < "/proc/$1/stat" && set -- ${stat##*) } && echo "${20}"
              else
                ps -o lstart= -p "$1"
              fi
            }
            exec 3<&0 </dev/null
            child=$$
            since=$(born $child)
            (
              trap '' INT HUP
              read -r nothing <&3
              [ "$(born $child 2>/dev/null)" = "$since" ] && kill -TERM $child 2>/dev/null
              waited=0
              while [ "$(born $child 2>/dev/null)" = "$since" ]; do
                [ $waited -lt 100 ] || kill -KILL $child 2>/dev/null
                waited=$((waited + 1))
                sleep 0.2
              done
            ) &
            exec "$@" 3<&-
            """;

    private final Process process;
    private final Path log;
    private final long logBegin;

    private ChildProcess(Process process, Path log, long logBegin) {
        this.process = process;
        this.log = log;
        this.logBegin = logBegin;
    }

    /** Starts {@code command} with its folder and environment; output is appended to {@code log}. */
    public static ChildProcess start(ProcessBuilder command, Path log) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        if (Files.exists(log) && Files.size(log) > LARGE_LOG) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        long logBegin = Files.exists(log) ? Files.size(log) : 0;
        var guarded = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            guarded.add("/usr/bin/setsid");
        }
        guarded.addAll(List.of("/bin/sh", "-c", GUARD, "guard"));
        guarded.addAll(command.command());
        var process = command.command(guarded)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new ChildProcess(process, log, logBegin);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code; a signal counts 128 plus its number. */
    public CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** SIGKILL. Returns when the process has ended. */
    public void kill9() {
        process.destroyForcibly();
        awaitExit(STOP_TIMEOUT);
    }

    /** SIGTERM, and SIGKILL for one that ignores it for 20 s. Returns when the process has ended. */
    public void stop() {
        process.destroy();
        if (!awaitExit(STOP_TIMEOUT)) {
            kill9();
        }
    }

    /** What this process wrote last: at most {@code lines} lines. */
    public String logTail(int lines) throws IOException {
        try (var in = Files.newByteChannel(log)) {
            // A moved or emptied log starts from its beginning.
            in.position(Math.min(logBegin, in.size()));
            var text = new String(Channels.newInputStream(in).readAllBytes(), StandardCharsets.UTF_8);
            var all = text.lines().toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        }
    }

    private boolean awaitExit(Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return true;
        }
    }
}
