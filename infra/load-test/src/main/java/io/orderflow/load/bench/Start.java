package io.orderflow.load.bench;

import io.orderflow.load.Refusal;
import io.orderflow.load.place.Answer;
import io.orderflow.load.place.OrderClient;
import io.orderflow.load.place.OrderTraffic;
import io.orderflow.load.place.PlacementLog;
import io.orderflow.load.stack.OwnStack;
import io.orderflow.load.stack.Tokens;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts a stack as a user does, and sends the first order as soon as it reports that it is ready. */
final class Start {

    static final List<String> SKUS = List.of("tea-green", "mug-blue");

    private final OwnStack own;
    private final Board board;
    private final Clock clock;
    private final PrintStream out;

    Start(OwnStack own, Board board, Clock clock, PrintStream out) {
        this.own = own;
        this.board = board;
        this.clock = clock;
        this.out = out;
    }

    OwnStack.Up up(boolean fresh) throws Exception {
        var up = own.up(fresh);
        board.add(fresh ? Row.UP_FRESH : Row.UP, up.time().toMillis() / 1e3);
        try (var client = new OrderClient(own.orderService())) {
            var now = clock.instant();
            var log = new PlacementLog("first" + Long.toString(now.toEpochMilli(), Character.MAX_RADIX), 1);
            var traffic = new OrderTraffic(client, log, SKUS, new Tokens(own.tokenKeys(), now));
            long begin = System.nanoTime();
            var answer = traffic.placeOne();
            double millis = (System.nanoTime() - begin) / 1e6;
            if (!(answer instanceof Answer.Accepted)) {
                throw new Refusal("The first order was answered " + answer);
            }
            board.add(Row.FIRST_ORDER, millis);
            out.printf(Locale.ROOT, "the first order was answered after %.0f ms%n", millis);
        }
        return up;
    }

    /** Until so long after "ready". */
    static void await(OwnStack.Up up, Duration afterReady) throws InterruptedException {
        long left = up.readyNanos() + afterReady.toNanos() - System.nanoTime();
        // Never counted down: this only waits.
        boolean counted = new CountDownLatch(1).await(Math.max(0, left), TimeUnit.NANOSECONDS);
        if (counted) {
            throw new IllegalStateException("Somebody counted down");
        }
    }
}
