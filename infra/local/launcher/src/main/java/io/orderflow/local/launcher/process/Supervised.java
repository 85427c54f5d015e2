package io.orderflow.local.launcher.process;

import io.orderflow.local.launcher.console.Steps;
import io.orderflow.local.servers.Server;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One process of the stack: started, made ready, and started again when it dies. A first start that fails is not repeated: it
 * fails for the caller.
 */
public final class Supervised {

    private final Server server;
    private final ProcessFiles files;
    private final RestartPolicy policy;
    private final Steps steps;

    private CompletableFuture<Void> ready = new CompletableFuture<>();
    private CountDownLatch unwanted = new CountDownLatch(0);
    private @Nullable Thread keeper;

    private volatile @Nullable Life life;
    private volatile State state = State.STOPPED;
    private volatile int restarts;
    private volatile long readySince;

    public Supervised(Server server, ProcessFiles files, RestartPolicy policy, Steps steps) {
        this.server = server;
        this.files = files;
        this.policy = policy;
        this.steps = steps;
    }

    public Server server() {
        return server;
    }

    public String name() {
        return server.name();
    }

    /** Completes when the process is ready, fails with {@link StartFailed}. Starting what runs already changes nothing. */
    public synchronized CompletableFuture<Void> start() {
        if (keeper == null || !keeper.isAlive()) {
            ready = new CompletableFuture<>();
            unwanted = new CountDownLatch(1);
            state = State.STARTING;
            restarts = 0;
            CompletableFuture<Void> firstReady = ready;
            CountDownLatch stopRequest = unwanted;
            keeper = Thread.ofVirtual().name("keep " + name()).start(() -> keep(firstReady, stopRequest));
        }
        return ready;
    }

    /** Returns when the process has ended. */
    public synchronized void stop() throws InterruptedException {
        unwanted.countDown();
        Life running = life;
        if (running != null) {
            running.end();
        }
        if (keeper != null) {
            keeper.join();
        }
    }

    public ProcessStatus status() {
        Life current = life;
        State now = state;
        return new ProcessStatus(
                name(),
                current == null ? Optional.empty() : current.pid(),
                server.ports().getFirst(),
                now,
                restarts,
                now == State.RUNNING ? Optional.of(readyFor()) : Optional.empty());
    }

    private void keep(CompletableFuture<Void> firstReady, CountDownLatch stopRequest) {
        try {
            RestartPolicy.Deaths deaths = policy.none();
            Death death = live(firstReady, stopRequest);
            while (stopRequest.getCount() > 0 && firstReady.isDone()) {
                Optional<Duration> delay = deaths.next(death.wasReadyFor());
                if (delay.isEmpty()) {
                    steps.news("%s %s and is not started again: see %s; infra/start %s tries once more."
                            .formatted(name(), death.how(), files.log(), name()));
                    break;
                }
                steps.news("%s %s; starting it again.".formatted(name(), death.how()));
                state = State.RESTARTING;
                restarts++;
                if (stopRequest.await(delay.get().toMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
                death = live(firstReady, stopRequest);
            }
            // Changes nothing once it was ready.
            firstReady.completeExceptionally(
                    new StartFailed(name() + " " + death.how() + "." + death.logTail(), death.cause()));
        } catch (InterruptedException | RuntimeException e) {
            firstReady.completeExceptionally(e);
        } finally {
            state = State.STOPPED;
        }
    }

    private Death live(CompletableFuture<Void> firstReady, CountDownLatch stopRequest) throws InterruptedException {
        Life begun = new Life(server, files, stopRequest);
        life = begun;
        try {
            begun.begin(steps);
            readySince = System.nanoTime();
            state = State.RUNNING;
            firstReady.complete(null);
            return new Death(begun.awaitEnd(), readyFor(), "", null);
        } catch (Life.NotReady e) {
            begun.end();
            String tail = begun.logTail();
            return new Death(
                    e.why(),
                    Duration.ZERO,
                    tail.isEmpty() ? "" : " The end of its log, " + files.log() + ":\n" + tail,
                    e.getCause());
        } finally {
            life = null;
        }
    }

    private Duration readyFor() {
        return Duration.ofNanos(System.nanoTime() - readySince);
    }

    /** @param logTail empty, or a sentence that quotes the log */
    private record Death(
            String how,
            Duration wasReadyFor,
            String logTail,
            @Nullable Throwable cause) {}
}
