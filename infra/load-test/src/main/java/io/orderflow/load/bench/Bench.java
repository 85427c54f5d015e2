package io.orderflow.load.bench;

import io.orderflow.load.Refusal;
import io.orderflow.load.bare.ClientWarmUp;
import io.orderflow.load.drain.Drain;
import io.orderflow.load.generate.Pace;
import io.orderflow.load.sale.Crowd;
import io.orderflow.load.scenario.Session;
import io.orderflow.load.scenario.Settings;
import io.orderflow.load.scenario.StackChecks;
import io.orderflow.load.stack.LocalStack;
import io.orderflow.load.stack.OwnStack;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All rows, in the order that needs the fewest starts: each round starts a stack from nothing and puts it under load early; the
 * last one continues until everything that needs a warm stack is measured; then the same data is started once more, and a sale
 * begins early. Before a stack is left, everything comes to rest and every promise is checked.
 */
final class Bench {

    /** What the customers of every run are called at the beginning. */
    private static final String ANY_CUSTOMER = "load-";

    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    private static final Duration CLIENT_WARM_UP = Duration.ofSeconds(16);

    private final BenchSettings settings;
    private final OwnStack own;
    private final Clock clock;
    private final PrintStream out;
    private final Board board;
    private final EarlyOrders earlyOrders;

    Bench(BenchSettings settings, OwnStack own, Clock clock, PrintStream out) {
        this.settings = settings;
        this.own = own;
        this.clock = clock;
        this.out = out;
        this.board = new Board(settings.rounds());
        this.earlyOrders = new EarlyOrders(settings, board);
    }

    Board board() {
        return board;
    }

    List<StartCurve> curves() {
        return earlyOrders.curves();
    }

    void run() throws Exception {
        out.println("The client sends to an endpoint that does nothing, until it is warm.");
        out.println("client at the bare endpoint: " + ClientWarmUp.run(CLIENT_WARM_UP, clock));
        int rounds = settings.freshStarts();
        for (int round = 1; round <= rounds; round++) {
            boolean last = round == rounds;
            out.printf("%n== round %d of %d: an empty data folder%n", round, rounds);
            attempt(ofFreshStack(last), () -> freshStack(last));
            if (settings.startsOnOldData()) {
                out.printf("%n== round %d of %d: the same data again%n", round, rounds);
                attempt(EnumSet.of(Row.UP, Row.FIRST_ORDER, Row.SALE_P50, Row.SALE_P99), this::oldData);
            }
            own.down();
        }
    }

    private static Set<Row> ofFreshStack(boolean last) {
        var rows = EnumSet.of(Row.UP_FRESH, Row.FIRST_ORDER, Row.EARLY);
        return last ? EnumSet.complementOf(EnumSet.of(Row.UP, Row.SALE_P50, Row.SALE_P99)) : rows;
    }

    private void freshStack(boolean last) throws Exception {
        var up = start().up(true);
        try (var session = session()) {
            if (settings.wants(Row.EARLY)) {
                attempt(EnumSet.of(Row.EARLY), () -> earlyOrders.run(session, up, last));
            } else if (last && settings.needsWarmStack()) {
                session.place("warm-up", settings.warm());
            }
            session.drain().awaitAll();
            if (last) {
                warmRows(session);
                var gateway = new GatewayRows(settings, board, clock, out);
                attempt(GatewayRows.all(), () -> gateway.run(session.stack()));
                attempt(EnumSet.of(Row.MEMORY, Row.IDLE), () -> rest(session, up));
            }
            if (session.log().sent() > 0) {
                board.checked(session.inspect());
            }
            if (!settings.startsOnOldData()) {
                checkEverything(session.stack());
            }
        }
    }

    /** Of all that the stack ever did, after it has come to rest. */
    private void checkEverything(LocalStack stack) throws Exception {
        try (var auditor = stack.auditor()) {
            new Drain(auditor, ANY_CUSTOMER, LONGEST_REST, out).awaitAll();
        }
        board.checked(StackChecks.of(stack, clock));
    }

    private void warmRows(Session session) throws Exception {
        var warm = new WarmOrders(settings, board, session);
        attempt(EnumSet.of(Row.APPLIED), warm::applied);
        attempt(EnumSet.of(Row.ALONE), warm::alone);
        attempt(EnumSet.of(Row.JOURNAL), warm::journal);
        if (settings.wants(Row.PLACED) || settings.wants(Row.BACKLOG)) {
            attempt(EnumSet.of(Row.PLACED, Row.BACKLOG), this::pausedRows);
        }
    }

    private void pausedRows() throws Exception {
        try (var session = session()) {
            new PausedRows(settings, board, session, this::attempt).run();
        }
    }

    private void rest(Session session, OwnStack.Up up) throws Exception {
        new AtRest(settings, board).look(session.stack(), Duration.ofNanos(System.nanoTime() - up.readyNanos()));
    }

    private void oldData() throws Exception {
        if (!Files.exists(own.data())) {
            // No row of a fresh start is wanted, or it failed before it made any data.
            own.up(true);
        }
        own.down();
        var sale = new EarlySale(board, clock, out);
        @Nullable Crowd crowd = settings.wantsSale() ? sale.customers(own.tokenKeys()) : null;
        var up = start().up(false);
        if (crowd != null) {
            sale.run(own.find(), up, crowd);
        }
        checkEverything(own.find());
    }

    private Start start() {
        return new Start(own, board, clock, out);
    }

    private Session session() throws Exception {
        var orders = new Settings(
                new Pace.FlatOut(),
                BenchSettings.CONCURRENCY,
                settings.slice(),
                Duration.ZERO,
                settings.slice(),
                settings.rounds(),
                BenchSettings.CUSTOMERS);
        return new Session(own.find(), own.orderService(), Start.SKUS, orders, clock, out);
    }

    /** Something that measures some rows. */
    interface Step {
        void run() throws Exception;
    }

    /** Measures some rows; the bench continues without them if that fails. */
    interface Attempt {
        void at(Set<Row> rows, Step step) throws InterruptedException;
    }

    private void attempt(Set<Row> rows, Step step) throws InterruptedException {
        if (rows.stream().noneMatch(settings::wants)) {
            return;
        }
        try {
            step.run();
        } catch (InterruptedException ended) {
            throw ended;
        } catch (Exception failure) {
            String why = failure instanceof Refusal ? String.valueOf(failure.getMessage()) : failure.toString();
            out.println("FAILED " + rows + ": " + why);
            rows.forEach(row -> board.failed(row, why));
        }
    }
}
