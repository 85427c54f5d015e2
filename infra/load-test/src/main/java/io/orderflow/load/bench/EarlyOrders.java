package io.orderflow.load.bench;

import io.orderflow.load.measure.Spread;
import io.orderflow.load.measure.Tick;
import io.orderflow.load.scenario.Session;
import io.orderflow.load.stack.OwnStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Orders from five seconds after "ready" on, all consumers running. Each round's first half minute is early; the last round
 * continues until it is warm, and three stretches of that are what all rounds are compared with.
 */
final class EarlyOrders {

    private static final int WARM_STRETCHES = 3;

    private final BenchSettings settings;
    private final Board board;
    private final List<StartCurve> curves = new ArrayList<>();
    private final List<Double> early = new ArrayList<>();

    EarlyOrders(BenchSettings settings, Board board) {
        this.settings = settings;
        this.board = board;
    }

    /** Every start so far. */
    List<StartCurve> curves() {
        return List.copyOf(curves);
    }

    void run(Session session, OwnStack.Up up, boolean last) throws InterruptedException {
        Start.await(up, BenchSettings.QUIET);
        var stretch = settings.slice();
        // A second more: the load's own last one is cut short.
        var time =
                (last ? settings.warm().plus(stretch.multipliedBy(WARM_STRETCHES)) : settings.early()).plusSeconds(1);
        var ticks = new ArrayList<Tick>();
        double loadAt = (System.nanoTime() - up.calledNanos()) / 1e9;
        var measured = session.place("early orders", time, ticks::add);
        var curve = new StartCurve(up.time().toNanos() / 1e9, loadAt, ticks);
        curves.add(curve);
        early.add(curve.rateUntil(settings.early()));
        if (last) {
            var warm = curve.ratesAfter(settings.warm(), stretch, WARM_STRETCHES);
            board.addAll(Row.EARLY, StartCurve.ratios(early, warm));
            board.detail(
                    Row.EARLY,
                    String.format(
                            Locale.ROOT,
                            "%,.0f/s of %,.0f/s; p99 of the whole run %.0f ms; client %s",
                            Spread.of(early).median(),
                            Spread.of(warm).median(),
                            measured.latency().p99(),
                            measured.client()));
        }
    }
}
