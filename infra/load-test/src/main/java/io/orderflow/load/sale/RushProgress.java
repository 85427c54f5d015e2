package io.orderflow.load.sale;

import io.orderflow.load.generate.Run;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One line a second while a rush is on. */
public final class RushProgress {

    private final PrintStream out;

    public RushProgress(PrintStream out) {
        this.out = out;
    }

    /** Returns when the last request is answered. */
    public void watch(Run run, Timeline timeline, SaleWatch sale) throws InterruptedException {
        run.awaitBegin();
        sale.rushBegins();
        long begin = System.nanoTime();
        boolean ended;
        do {
            ended = run.done().await(1, TimeUnit.SECONDS);
            var view = sale.last();
            var second = timeline.tick((System.nanoTime() - begin) / 1e9, view.left(), view.waiting());
            if (!ended || second.answers() > 0) {
                out.println(line(second));
            }
        } while (!ended);
        run.rethrow();
    }

    static String line(Second second) {
        String answers = second.answered().entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("  "));
        return String.format(
                Locale.ROOT,
                "%4.0f s  sent %,6d  p99 %,6.1f ms  left %,7d  waiting %,7d  %s",
                second.at(),
                second.sent(),
                Math.max(second.tickets().p99(), second.others().p99()),
                second.left(),
                second.waiting(),
                answers);
    }
}
