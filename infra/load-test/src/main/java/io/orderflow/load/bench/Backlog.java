package io.orderflow.load.bench;

import io.orderflow.load.Refusal;
import io.orderflow.load.benchmark.MiddleRate;
import io.orderflow.load.drain.Effects;
import io.orderflow.load.floor.EffectLoop;
import io.orderflow.load.scenario.Session;
import io.orderflow.load.stack.PausedGroups;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Orders of a run of their own that wait for their consumers, worked off by one of these at a time, and then the same rows by a
 * plain loop: the rounds are the consumers.
 */
final class Backlog {

    private static final Duration LONGEST_FILL = Duration.ofSeconds(60);

    private enum Worker {
        POINTS("points-service", "points.points_entry", Effects::points),
        COUPONS("coupon-service", "coupons.coupon", Effects::coupons),
        NOTIFICATIONS("notify-service", "notifications.notification", Effects::notifications);

        private final String service;
        private final String table;
        private final ToLongFunction<Effects> applied;

        Worker(String service, String table, ToLongFunction<Effects> applied) {
            this.service = service;
            this.table = table;
            this.applied = applied;
        }

        String migrations() {
            return service + "/src/main/resources/db/migration";
        }
    }

    private final BenchSettings settings;
    private final Board board;
    private final Session session;
    private final List<String> told = new ArrayList<>();

    /** @param session of which no order was applied before its groups were paused */
    Backlog(BenchSettings settings, Board board, Session session) {
        this.settings = settings;
        this.board = board;
        this.session = session;
    }

    /** Up to as many orders as are wanted, with what the run has placed already. */
    void fill() throws InterruptedException, SQLException {
        long giveUp = System.nanoTime() + LONGEST_FILL.toNanos();
        while (session.log().sent() < settings.backlog() && System.nanoTime() < giveUp) {
            session.place("filling the backlog", Duration.ofSeconds(5));
        }
    }

    void workOff(PausedGroups paused) throws Exception {
        for (var worker : Worker.values()) {
            if (told.size() < settings.rounds()) {
                paused.resume(worker.service);
                workOff(worker);
            }
        }
        board.detail(Row.BACKLOG, String.join("; ", told));
    }

    private void workOff(Worker worker) throws Exception {
        var drained = session.drain().await(effects -> worker.applied.applyAsLong(effects) >= effects.orders());
        if (!drained.complete()) {
            throw new Refusal(worker.service + " did not work off its backlog.");
        }
        double consumer = MiddleRate.perSecond(storedMillis(worker));
        double loop = new EffectLoop(session.stack())
                .perSecond(
                        session.auditor(),
                        worker.migrations(),
                        worker.table,
                        session.log().prefix());
        board.add(Row.BACKLOG, consumer / loop);
        told.add(String.format(
                Locale.ROOT,
                "%s %,d effects, %,.0f/s of %,.0f/s",
                worker.service,
                worker.applied.applyAsLong(drained.effects()),
                consumer,
                loop));
        session.say(told.getLast());
    }

    private List<Long> storedMillis(Worker worker) throws SQLException {
        var millis = new ArrayList<Long>();
        try (var select = session.auditor()
                .prepareStatement(
                        "SELECT ROUND(UNIX_TIMESTAMP(created_at) * 1000) FROM %s WHERE customer_id LIKE ? ORDER BY created_at"
                                .formatted(worker.table))) {
            select.setString(1, session.log().prefix() + "%");
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    millis.add(rows.getLong(1));
                }
            }
        }
        return millis;
    }
}
