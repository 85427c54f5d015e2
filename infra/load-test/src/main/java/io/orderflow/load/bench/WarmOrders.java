package io.orderflow.load.bench;

import io.orderflow.load.Refusal;
import io.orderflow.load.floor.FloorLoop;
import io.orderflow.load.generate.Pace;
import io.orderflow.load.measure.ClientCost;
import io.orderflow.load.measure.Measured;
import io.orderflow.load.measure.Meter;
import io.orderflow.load.measure.Spread;
import io.orderflow.load.scenario.FloorComparison;
import io.orderflow.load.scenario.JournalCost;
import io.orderflow.load.scenario.Session;
import io.orderflow.load.scenario.Settings;
import io.orderflow.load.scenario.SteadyLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Orders on a warm stack against a plain loop on the same servers, in turns. */
final class WarmOrders {

    private static final Duration FLOOR_WARM_UP = Duration.ofSeconds(3);

    private final BenchSettings settings;
    private final Board board;
    private final Session session;

    WarmOrders(BenchSettings settings, Board board, Session session) {
        this.settings = settings;
        this.board = board;
        this.session = session;
    }

    void applied() throws Exception {
        var slice = settings.slice();
        var applied = new ArrayList<SteadyLoad.Applied>();
        var floors = new ArrayList<Double>();
        try (var floor = FloorLoop.open(session.stack(), BenchSettings.CONCURRENCY, BenchSettings.CUSTOMERS)) {
            floor(floor, FLOOR_WARM_UP);
            for (int round = 1; round <= settings.rounds(); round++) {
                floors.add(floor(floor, slice).perSecond());
                var orders = SteadyLoad.measure(session, "orders to the last effect", slice.plus(slice));
                if (!orders.drained()) {
                    throw new Refusal("The consumers did not get through.");
                }
                applied.add(orders);
                board.add(Row.APPLIED, orders.perSecond() / floors.getLast());
            }
        }
        board.detail(
                Row.APPLIED,
                detail(
                        applied.stream().map(SteadyLoad.Applied::perSecond).toList(),
                        floors,
                        applied.getLast().orders().client()));
    }

    private Measured floor(FloorLoop floor, Duration time) throws InterruptedException {
        var meter = new Meter();
        return session.watch("plain loop", meter, floor.begin(time, meter));
    }

    void alone() throws Exception {
        var slices = new FloorComparison(FloorComparison.Consumers.RUNNING)
                .slices(session.with(comparison(1, settings.slice().dividedBy(2), Duration.ofSeconds(1))));
        slices.forEach(slice -> board.add(
                Row.ALONE,
                slice.orders().latency().p50() / slice.floor().latency().p50()));
        board.detail(
                Row.ALONE,
                String.format(
                        Locale.ROOT,
                        "%.2f ms of %.2f ms; client %s",
                        middle(slices, slice -> slice.orders().latency().p50()),
                        middle(slices, slice -> slice.floor().latency().p50()),
                        slices.getLast().orders().client()));
    }

    /** All four groups are paused by the caller. */
    void placed() throws Exception {
        var slices = new FloorComparison(FloorComparison.Consumers.PAUSED)
                .slices(session.with(comparison(BenchSettings.CONCURRENCY, settings.slice(), FLOOR_WARM_UP)));
        slices.forEach(slice -> board.add(Row.PLACED, slice.ratio()));
        board.detail(
                Row.PLACED,
                detail(
                        slices.stream().map(slice -> slice.orders().perSecond()).toList(),
                        slices.stream().map(slice -> slice.floor().perSecond()).toList(),
                        slices.getLast().orders().client()));
    }

    void journal() throws Exception {
        var pairs = new JournalCost()
                .pairs(session.with(comparison(BenchSettings.CONCURRENCY, settings.slice(), Duration.ZERO)));
        pairs.forEach(pair -> board.add(Row.JOURNAL, pair.rate()));
        board.detail(
                Row.JOURNAL,
                detail(
                        pairs.stream()
                                .map(pair -> pair.on().measured().perSecond())
                                .toList(),
                        pairs.stream()
                                .map(pair -> pair.off().measured().perSecond())
                                .toList(),
                        pairs.getLast().on().measured().client()));
    }

    private Settings comparison(int concurrency, Duration slice, Duration warmUp) {
        return new Settings(
                new Pace.FlatOut(), concurrency, slice, warmUp, slice, settings.rounds(), BenchSettings.CUSTOMERS);
    }

    private static double middle(List<FloorComparison.Slice> slices, Function<FloorComparison.Slice, Double> figure) {
        return Spread.of(slices.stream().map(figure).toList()).median();
    }

    private static String detail(List<Double> rates, List<Double> others, ClientCost client) {
        return String.format(
                Locale.ROOT,
                "%,.0f/s of %,.0f/s; client %s",
                Spread.of(rates).median(),
                Spread.of(others).median(),
                client);
    }
}
