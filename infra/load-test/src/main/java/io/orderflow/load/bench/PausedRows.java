package io.orderflow.load.bench;

import io.orderflow.load.scenario.Session;
import io.orderflow.load.stack.LocalStack;
import io.orderflow.load.stack.PausedGroups;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** What is measured while consumer groups are paused, and what they do when they are resumed one by one. */
final class PausedRows {

    private static final String AUDIT = "order-delivery-audit";

    private final BenchSettings settings;
    private final Board board;
    private final Session session;
    private final Bench.Attempt attempt;

    /** @param session new, so that nothing of it was applied before */
    PausedRows(BenchSettings settings, Board board, Session session, Bench.Attempt attempt) {
        this.settings = settings;
        this.board = board;
        this.session = session;
        this.attempt = attempt;
    }

    void run() throws Exception {
        List<String> groups = new ArrayList<>(LocalStack.CONSUMERS);
        groups.add(AUDIT);
        try (var paused = PausedGroups.pause(session.stack(), session.tokens(), groups)) {
            session.say("paused at the broker: " + groups);
            attempt.at(EnumSet.of(Row.PLACED), new WarmOrders(settings, board, session)::placed);
            attempt.at(EnumSet.of(Row.BACKLOG), () -> backlog(paused));
        }
        session.drain().awaitAll();
        board.checked(session.inspect());
    }

    private void backlog(PausedGroups paused) throws Exception {
        var backlog = new Backlog(settings, board, session);
        backlog.fill();
        // Orders that are not seen for two minutes would be sent again.
        paused.resume(AUDIT);
        session.drain().awaitAudit();
        backlog.workOff(paused);
    }
}
