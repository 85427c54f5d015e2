package io.orderflow.local.launcher.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child under a small shell guard, which ends it when this JVM dies: even by {@code kill -9} nothing stays behind. The
 * child has a process group of its own, so Ctrl-C in the terminal reaches the launcher alone.
 */
final class GuardedProcess {

    private static final int GRACE_SECONDS_WITHOUT_LAUNCHER = 10;
    private static final int SIGNAL = 128;

    private final Process guard;
    private final ProcessHandle child;

    private GuardedProcess(Process guard, ProcessHandle child) {
        this.guard = guard;
        this.child = child;
    }

    /** @param command changed: it is wrapped, its output appended to the log, its input empty */
    static GuardedProcess start(ProcessFiles files, ProcessBuilder command) throws IOException {
        List<String> wrapped = new ArrayList<>(List.of(
                "bash",
                files.guard().toString(),
                files.log().toString(),
                Integer.toString(GRACE_SECONDS_WITHOUT_LAUNCHER)));
        wrapped.addAll(command.command());
        Process guard = command.command(wrapped)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .redirectError(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
                .start();
        // A child that is gone already leaves no handle; its guard ends with it.
        ProcessHandle child = ProcessHandle.of(childPid(guard)).orElse(guard.toHandle());
        Files.writeString(files.record(), ProcessId.of(child).text());
        return new GuardedProcess(guard, child);
    }

    private static long childPid(Process guard) throws IOException {
        BufferedReader answer = guard.inputReader(StandardCharsets.UTF_8);
        String line = answer.readLine();
        if (line == null) {
            guard.destroyForcibly();
            throw new IOException("bash could not start the process");
        }
        return Long.parseLong(line);
    }

    long pid() {
        return child.pid();
    }

    boolean isAlive() {
        return guard.isAlive();
    }

    /** Blocks until the child is gone and says how it went. */
    String awaitEnd() throws InterruptedException {
        int code = guard.waitFor();
        // A killed guard leaves its child to us.
        if (child.destroyForcibly()) {
            child.onExit().join();
        }
        return code > SIGNAL ? "was killed (signal " + (code - SIGNAL) + ")" : "ended with exit code " + code;
    }

    /** SIGTERM; SIGKILL when that takes longer than the grace. */
    void end(Duration grace) throws InterruptedException {
        child.destroy();
        if (!guard.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
            child.destroyForcibly();
            guard.waitFor();
        }
    }
}
