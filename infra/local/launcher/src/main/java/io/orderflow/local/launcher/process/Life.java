package io.orderflow.local.launcher.process;

import io.orderflow.local.launcher.console.Steps;
import io.orderflow.local.servers.Server;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One life of a process: prepared, launched, ready, provisioned, ended. */
final class Life {

    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration WORTH_A_LINE = Duration.ofMillis(100);

    private final Server server;
    private final ProcessFiles files;
    private final CountDownLatch unwanted;
    private @Nullable GuardedProcess process;

    /** @param unwanted opens when the process shall not (or no longer) run */
    Life(Server server, ProcessFiles files, CountDownLatch unwanted) {
        this.server = server;
        this.files = files;
        this.unwanted = unwanted;
    }

    /** Returns when clients may use the process. When this throws, {@link #end} is still due. */
    void begin(Steps steps) throws NotReady, InterruptedException {
        step(steps, "prepared", "could not be prepared", server::prepare);
        GuardedProcess started = launch();
        long launched = System.nanoTime();
        awaitReady(started);
        steps.done(server.name(), "ready on 127.0.0.1:" + server.ports().getFirst(), since(launched));
        step(steps, "provisioned", "could not be provisioned", server::provision);
    }

    /** Blocks until the process is gone and says how it went. */
    String awaitEnd() throws InterruptedException {
        GuardedProcess running = current();
        return running == null ? "did not run" : running.awaitEnd();
    }

    void end() throws InterruptedException {
        GuardedProcess running = current();
        if (running != null) {
            running.end(STOP_PATIENCE);
        }
    }

    synchronized @Nullable GuardedProcess current() {
        return process;
    }

    /** Under the same lock as {@link #current}: a stop request sees either the process or prevents it. */
    private synchronized GuardedProcess launch() throws NotReady {
        if (unwanted.getCount() == 0) {
            throw new NotReady("was stopped before it was started", null);
        }
        try {
            GuardedProcess started = GuardedProcess.start(files, server.command());
            process = started;
            return started;
        } catch (Exception e) {
            throw new NotReady("could not be started: " + e.getMessage(), e);
        }
    }

    private void awaitReady(GuardedProcess started) throws NotReady, InterruptedException {
        long begun = System.nanoTime();
        while (!server.isReady()) {
            if (!started.isAlive()) {
                throw new NotReady(started.awaitEnd() + " before it was ready", null);
            }
            if (since(begun).compareTo(START_PATIENCE) > 0) {
                throw new NotReady("was not ready within " + START_PATIENCE.toSeconds() + " s", null);
            }
            if (unwanted.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NotReady("was stopped before it was ready", null);
            }
        }
    }

    private void step(Steps steps, String done, String failed, Step step) throws NotReady, InterruptedException {
        long begun = System.nanoTime();
        try {
            step.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new NotReady(failed + ": " + e, e);
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
