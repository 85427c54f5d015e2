package io.orderflow.local.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** A {@link Server} that runs as a child of this JVM: it can be stopped, killed and started again on its data. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final Server server;
    private final Path log;
    private ChildProcess process;

    private ServerProcess(Server server, Path log, ChildProcess process) {
        this.server = server;
        this.log = log;
        this.process = process;
    }

    /** Prepares the data folder and starts the process; does not wait until it is ready. */
    public static ServerProcess start(Server server, Path log) throws IOException {
        return new ServerProcess(server, log, launch(server, log));
    }

    private static ChildProcess launch(Server server, Path log) throws IOException {
        server.prepare();
        for (int port : server.ports()) {
            if (!ServerPorts.isFree(port)) {
                throw new IOException(
                        "Port %d, which %s needs, is taken by another process: end it, or choose other ports."
                                .formatted(port, server.name()));
            }
        }
        return ChildProcess.start(server.command(), log);
    }

    /** @throws IOException with the end of its log, if it ends or is not ready in time; a late one is stopped */
    public ServerProcess awaitReady(Duration timeout) throws IOException {
        var current = child();
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!server.isReady()) {
            if (!current.isAlive()) {
                throw failed(current, "ended with exit code " + current.exit().join());
            }
            if (System.nanoTime() > deadline) {
                current.stop();
                throw failed(current, "is not ready after " + timeout.toSeconds() + " s");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return this;
    }

    private IOException failed(ChildProcess current, String how) throws IOException {
        return new IOException("%s %s. The end of %s:%n%s".formatted(server.name(), how, log, current.logTail(20)));
    }

    /** Stops it where it still runs, and starts it on the same data and ports; does not wait until it is ready. */
    public synchronized ServerProcess restart() throws IOException {
        process.stop();
        process = launch(server, log);
        return this;
    }

    public Server server() {
        return server;
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

    /** Completes with the exit code of the process that runs now. */
    public CompletableFuture<Integer> exit() {
        return child().exit();
    }

    public void kill9() {
        child().kill9();
    }

    public void stop() {
        child().stop();
    }

    @Override
    public void close() {
        stop();
    }

    private synchronized ChildProcess child() {
        return process;
    }
}
