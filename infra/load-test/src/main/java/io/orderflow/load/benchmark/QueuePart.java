package io.orderflow.load.benchmark;

import io.orderflow.load.Refusal;
import io.orderflow.load.floor.FloorLoop;
import io.orderflow.load.generate.Load;
import io.orderflow.load.measure.Meter;
import io.orderflow.load.place.OrderClient;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast orders come out of a full queue, in turns with the floor: order-service is held back while the queue is filled, then
 * let go. What counts is the database's own clock, from the first to the last tenth of the decisions.
 */
final class QueuePart {

    private static final int FLOOR_CONCURRENCY = 64;
    private static final String IDLE_CLIENT = "; the client sends nothing meanwhile";
    private static final Duration LONGEST_FILL = Duration.ofMinutes(10);

    private final BenchmarkEnvironment environment;
    private final List<String> skus;
    private final List<Double> hot = new ArrayList<>();
    private final List<Double> spread = new ArrayList<>();
    private final List<Double> floors = new ArrayList<>();

    QueuePart(BenchmarkEnvironment environment) throws Exception {
        this.environment = environment;
        try (var catalogue = new OrderClient(
                URI.create("http://127.0.0.1:" + environment.stack().orderPort()))) {
            this.skus = catalogue.skus();
        }
    }

    List<Ratio> run() throws Exception {
        environment.letGo();
        try (var floor = FloorLoop.open(
                environment.stack(), FLOOR_CONCURRENCY, environment.settings().customers())) {
            environment.say("warm-up of floor and queue, not measured");
            floor(floor);
            drain(List.of(environment.settings().sku()));
            for (int round = 1; round <= environment.settings().rounds(); round++) {
                floors.add(floor(floor));
                hot.add(drain(List.of(environment.settings().sku())));
                spread.add(drain(skus));
                environment.say(
                        "round %d  floor %,.0f/s  one sale %,.0f/s  %d sales %,.0f/s",
                        round, floors.getLast(), hot.getLast(), skus.size(), spread.getLast());
            }
        }
        return List.of(
                Ratio.paired(1.50, Ratio.QUEUE, hot, floors, IDLE_CLIENT),
                Ratio.paired(1.50, "orders from the queue, spread ÷ floor", spread, floors, IDLE_CLIENT),
                Ratio.paired(0.80, Ratio.ONE_SKU, hot, spread, IDLE_CLIENT));
    }

    private double floor(FloorLoop floor) throws InterruptedException {
        var meter = new Meter();
        long begin = System.nanoTime();
        floor.begin(environment.settings().slice(), meter).await();
        return meter.since((System.nanoTime() - begin) / 1e9).perSecond();
    }

    /** @return orders per second */
    private double drain(List<String> onSale) throws Exception {
        var sales = new ArrayList<String>();
        for (String sku : onSale) {
            sales.add(environment.openSale(sku, BenchmarkEnvironment.HUGE_STOCK, BenchmarkEnvironment.HUGE_QUEUE));
        }
        environment.holdBack();
        var fill = PurchaseBurst.of(environment.settings().queued(), sales, environment.crowd(), environment.keys());
        environment.fire(
                environment.gateway(),
                new Load.Closed(environment.settings().connections(), LONGEST_FILL, Duration.ofMillis(10)),
                fill);
        if (fill.with(202) < fill.answered()) {
            throw new Refusal("The queue could not be filled, the answers are %s.".formatted(fill.told()));
        }
        environment.letGo();
        environment.settle(sales);
        return ordersPerSecond(sales);
    }

    private double ordersPerSecond(List<String> sales) throws SQLException {
        String marks = String.join(", ", sales.stream().map(sale -> "?").toList());
        try (var select = environment.auditor().prepareStatement("""
                SELECT ROUND(UNIX_TIMESTAMP(decided_at) * 1000) FROM orders.purchase
                WHERE sale_id IN (%s) AND decision = 'ORDERED' ORDER BY decided_at
                """.formatted(marks))) {
            for (int sale = 0; sale < sales.size(); sale++) {
                select.setString(sale + 1, sales.get(sale));
            }
            var decidedAt = new ArrayList<Long>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    decidedAt.add(rows.getLong(1));
                }
            }
            return MiddleRate.perSecond(decidedAt);
        }
    }
}
