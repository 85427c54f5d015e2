package io.orderflow.dashboard.order;

import io.orderflow.dashboard.page.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Asks several sources at once, so that a page waits for the slowest and not for the sum; remembers who did not answer. */
final class Inquiry implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Told.Failing> failing = new ArrayList<>();

    /** What will be answered. */
    record Asked<T>(String who, Future<Source<T>> answer) {}

    /** @param who for people: the source's name */
    <T> Asked<T> ask(String who, Supplier<Source<T>> question) {
        return new Asked<>(who, threads.submit(question::get));
    }

    /** Waits. Whoever fails is remembered, once. */
    <T> T answer(Asked<T> asked, T ifFailing) {
        return switch (await(asked)) {
            case Source.Available<T>(T value) -> value;
            case Source.Failing<T>(String why) -> {
                if (failing.stream().noneMatch(known -> known.what().equals(asked.who()))) {
                    failing.add(new Told.Failing(asked.who(), why));
                }
                yield ifFailing;
            }
        };
    }

    List<Told.Failing> failing() {
        return List.copyOf(failing);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static <T> Source<T> await(Asked<T> asked) {
        try {
            return asked.answer().get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Source.Failing<>("interrupted");
        } catch (ExecutionException failed) {
            return new Source.Failing<>(String.valueOf(failed.getCause()));
        }
    }
}
