package io.orderflow.load.bench;

import io.orderflow.load.stack.Footprint;
import io.orderflow.load.stack.LocalStack;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a stack takes of the machine that has nothing to do after much. */
final class AtRest {

    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final double GIGA = 1e9;

    private final BenchSettings settings;
    private final Board board;

    AtRest(BenchSettings settings, Board board) {
        this.settings = settings;
        this.board = board;
    }

    /** @param load how long the stack was under load */
    void look(LocalStack stack, Duration load) throws IOException, InterruptedException {
        var footprint = Footprint.of(stack);
        pause();
        for (int round = 1; round <= settings.rounds(); round++) {
            var before = footprint.processorTime();
            long begin = System.nanoTime();
            pause();
            double taken = footprint.processorTime().minus(before).toNanos();
            board.add(Row.IDLE, 100 * taken / (System.nanoTime() - begin));
            board.add(Row.MEMORY, footprint.memory() / GIGA);
        }
        String detail = String.format(Locale.ROOT, "%.1f minutes after its start", load.toSeconds() / 60.0);
        board.detail(Row.IDLE, detail);
        board.detail(Row.MEMORY, detail + "; resident, servers and launcher included");
    }

    private static boolean pause() throws InterruptedException {
        // Never counted down: this only waits.
        return new CountDownLatch(1).await(WINDOW.toMillis(), TimeUnit.MILLISECONDS);
    }
}
