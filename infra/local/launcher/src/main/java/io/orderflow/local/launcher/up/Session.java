package io.orderflow.local.launcher.up;

import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.launcher.console.Steps;
import io.orderflow.local.launcher.control.ControlServer;
import io.orderflow.local.launcher.data.DataFolder;
import io.orderflow.local.launcher.process.Stack;
import io.orderflow.local.launcher.process.StartFailed;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** From the start of a stack to its end, which comes as a signal: Ctrl-C, or SIGTERM from {@code infra/down}. */
final class Session {

    private final Stack stack;
    private final DataFolder folder;
    private final Steps steps;

    Session(Stack stack, DataFolder folder, Steps steps) {
        this.stack = stack;
        this.folder = folder;
        this.steps = steps;
    }

    /** Never returns; throws when the start failed, and the exit hook then stops what had been started. */
    int run(Welcome welcome) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        try (ControlServer control = ControlServer.open(folder, stack, steps)) {
            control.start();
            try {
                stack.start();
                steps.text(welcome.text(since(begun)));
                ReadySign.of(folder).raise();
            } catch (StartFailed e) {
                if (!stack.isStopping()) {
                    throw new Refusal(String.valueOf(e.getMessage()), e);
                }
            }
            awaitSignal();
            return 0;
        }
    }

    /** The exit hook does the rest, and the JVM ends while this still waits. */
    private static void awaitSignal() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private void stop() {
        long begun = System.nanoTime();
        steps.news("Stopping: services first, then the servers.");
        try {
            stack.stop();
            steps.news("Everything is stopped (%.1f s).".formatted(since(begun).toMillis() / 1000.0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
