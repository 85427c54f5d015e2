package io.orderflow.load.drain;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits until every ticket of a sale is decided by order-service and the gateway knows it. Gives up when nothing has moved
 * for a while; the checks then say what is missing.
 */
public final class Decisions {

    private static final Duration STANDSTILL = Duration.ofSeconds(75);

    private static final String COUNT = """
            SELECT (SELECT COUNT(*) FROM orders.purchase WHERE sale_id = ?),
                   (SELECT COUNT(*) FROM sales.ticket WHERE sale_id = ?),
                   (SELECT COUNT(*) FROM orders.purchase WHERE sale_id = ? AND returned_at IS NULL
                                                           AND payment_due_at IS NOT NULL)
            """;

    private final Connection auditor;
    private final String sale;
    private final PrintStream out;

    public Decisions(Connection auditor, String sale, PrintStream out) {
        this.auditor = auditor;
        this.sale = sale;
        this.out = out;
    }

    /** @param unpaid orders whose units have not come back yet */
    private record State(long decided, long known, long unpaid) {}

    /** @return false if the wait was given up */
    public boolean await(long tickets) throws SQLException, InterruptedException {
        return await(tickets, false);
    }

    /** Until also every unpaid order's units are back. */
    public boolean awaitReturns(long tickets) throws SQLException, InterruptedException {
        return await(tickets, true);
    }

    private boolean await(long tickets, boolean returns) throws SQLException, InterruptedException {
        long begin = System.nanoTime();
        long moved = begin;
        var state = state();
        while (!(state.decided >= tickets && state.known >= state.decided && (!returns || state.unpaid == 0))) {
            pause();
            var next = state();
            long now = System.nanoTime();
            if (!next.equals(state)) {
                moved = now;
                out.println(String.format(
                        Locale.ROOT,
                        "deciding %,4.0f s  of %,d tickets: decided %,d  known to the gateway %,d  unpaid %,d",
                        (now - begin) / 1e9,
                        tickets,
                        next.decided,
                        next.known,
                        next.unpaid));
            }
            state = next;
            if (now - moved > STANDSTILL.toNanos()) {
                out.println("Given up: nothing has moved for %d s.".formatted(STANDSTILL.toSeconds()));
                return false;
            }
        }
        return true;
    }

    private State state() throws SQLException {
        try (var select = auditor.prepareStatement(COUNT)) {
            for (int parameter = 1; parameter <= 3; parameter++) {
                select.setString(parameter, sale);
            }
            try (var row = select.executeQuery()) {
                row.next();
                return new State(row.getLong(1), row.getLong(2), row.getLong(3));
            }
        }
    }

    private static boolean pause() throws InterruptedException {
        // Never counted down: this only waits for one second.
        return new CountDownLatch(1).await(1, TimeUnit.SECONDS);
    }
}
