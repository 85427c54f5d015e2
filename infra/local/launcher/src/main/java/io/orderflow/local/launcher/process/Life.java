package io.orderflow.local.launcher.process;

import io.orderflow.local.launcher.console.Steps;
import io.orderflow.local.servers.ChildProcess;
import io.orderflow.local.servers.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One life of a process: prepared, launched, ready, provisioned, ended. */
final class Life {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration WORTH_A_LINE = Duration.ofMillis(100);
    private static final int LOG_LINES_READ = 500;
    private static final int LOG_LINES_SHOWN = 20;
    private static final Pattern STACK_FRAME =
            Pattern.compile("\\s+(at |\\.\\.\\. \\d+ (more|common frames omitted)).*");
    private static final int SIGNAL = 128;

    private final Server server;
    private final ProcessFiles files;
    private final CountDownLatch unwanted;
    private @Nullable ChildProcess process;

    /** @param unwanted opens when the process shall not (or no longer) run */
    Life(Server server, ProcessFiles files, CountDownLatch unwanted) {
        this.server = server;
        this.files = files;
        this.unwanted = unwanted;
    }

    /** Returns when clients may use the process. When this throws, {@link #end} is still due. */
    void begin(Steps steps) throws NotReady, InterruptedException {
        step(steps, "prepared", "could not be prepared", server::prepare);
        long launched = System.nanoTime();
        awaitReady(launch());
        steps.done(server.name(), "ready on 127.0.0.1:" + server.ports().getFirst(), since(launched));
        step(steps, "provisioned", "could not be provisioned", server::provision);
    }

    /** Blocks until the process has ended, and returns how it ended. */
    String awaitEnd() {
        return process().map(Life::awaitEnd).orElse("did not run");
    }

    private static String awaitEnd(ChildProcess process) {
        int code = process.exit().join();
        return code > SIGNAL ? "was killed (signal " + (code - SIGNAL) + ")" : "ended with exit code " + code;
    }

    void end() {
        process().ifPresent(ChildProcess::stop);
    }

    Optional<Long> pid() {
        return process().map(ChildProcess::pid);
    }

    /** The last lines that it wrote, without the frames of stack traces, indented; empty when there was no process. */
    String logTail() {
        return process()
                .map(running -> {
                    try {
                        List<String> lines = running.logTail(LOG_LINES_READ)
                                .lines()
                                .filter(line -> !STACK_FRAME.matcher(line).matches())
                                .toList();
                        int first = Math.max(0, lines.size() - LOG_LINES_SHOWN);
                        return String.join("\n", lines.subList(first, lines.size()))
                                .indent(4)
                                .stripTrailing();
                    } catch (IOException e) {
                        return "    (not readable: " + e + ")";
                    }
                })
                .orElse("");
    }

    private synchronized Optional<ChildProcess> process() {
        return Optional.ofNullable(process);
    }

    /** Under the same lock as {@link #process}: a stop request finds the process or prevents it. */
    private synchronized ChildProcess launch() throws NotReady {
        if (unwanted.getCount() == 0) {
            throw new NotReady("was stopped before it was started", null);
        }
        try {
            ChildProcess started = ChildProcess.start(server.command(), files.log());
            process = started;
            Optional<ProcessHandle> handle = ProcessHandle.of(started.pid());
            if (handle.isPresent()) {
                Files.writeString(files.record(), ProcessId.of(handle.get()).text());
            }
            return started;
        } catch (IOException e) {
            throw new NotReady("could not be started: " + e.getMessage(), e);
        }
    }

    private void awaitReady(ChildProcess started) throws NotReady, InterruptedException {
        long begun = System.nanoTime();
        StartPatience patience = new StartPatience(Duration.ZERO, logSize());
        while (!server.isReady()) {
            if (!started.isAlive()) {
                throw new NotReady(awaitEnd(started) + " before it was ready", null);
            }
            Duration waited = since(begun);
            if (patience.isOver(waited, processorTime(started), logSize())) {
                throw new NotReady("was not ready within " + waited.toSeconds() + " s", null);
            }
            if (unwanted.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NotReady("was stopped before it was ready", null);
            }
        }
    }

    private static Duration processorTime(ChildProcess process) {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** 0 where there is no log yet. */
    private long logSize() {
        return files.log().toFile().length();
    }

    private void step(Steps steps, String done, String failed, Step step) throws NotReady, InterruptedException {
        long begun = System.nanoTime();
        try {
            step.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new NotReady(failed + " (" + e + ")", e);
        }
        Duration took = since(begun);
        if (took.compareTo(WORTH_A_LINE) > 0) {
            steps.done(server.name(), done, took);
        }
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private interface Step {
        void run() throws Exception;
    }

    /** The message continues a sentence that begins with the process's name. */
    static final class NotReady extends Exception {
        private static final long serialVersionUID = 1L;

        NotReady(String why, @Nullable Throwable cause) {
            super(why, cause);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }
}
