package io.orderflow.dashboard.page;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Asks several sources at once, so that a page waits for the slowest and not for the sum; remembers which source did not
 * answer, and does not ask it again. For one page and one thread.
 */
public final class ParallelQueries implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Failing> failing = new ArrayList<>();

    /** @param why in one sentence */
    public record Failing(String what, String why) {}

    /** What will be answered. */
    public record Asked<T>(String who, Future<Source<T>> answer) {

        /** Waits. */
        public Source<T> source() {
            try {
                return answer.get();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return new Source.Failing<>("interrupted");
            } catch (ExecutionException failed) {
                return new Source.Failing<>(String.valueOf(failed.getCause()));
            }
        }
    }

    /** @param who the source's display name */
    public <T> Asked<T> ask(String who, Supplier<Source<T>> question) {
        for (var known : failing) {
            if (known.what().equals(who)) {
                return new Asked<>(who, CompletableFuture.completedFuture(new Source.Failing<>(known.why())));
            }
        }
        return new Asked<>(who, threads.submit(question::get));
    }

    /** Waits. The failure of each source is kept once. */
    public <T> T answer(Asked<T> asked, T ifFailing) {
        return switch (asked.source()) {
            case Source.Available<T>(T value) -> value;
            case Source.Failing<T>(String why) -> {
                if (failing.stream().noneMatch(known -> known.what().equals(asked.who()))) {
                    failing.add(new Failing(asked.who(), why));
                }
                yield ifFailing;
            }
        };
    }

    public List<Failing> failing() {
        return List.copyOf(failing);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
