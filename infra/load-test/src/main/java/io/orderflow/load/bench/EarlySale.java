package io.orderflow.load.bench;

import io.orderflow.load.Interruption;
import io.orderflow.load.sale.Crowd;
import io.orderflow.load.scenario.RushSettings;
import io.orderflow.load.scenario.SaleCommand;
import io.orderflow.load.scenario.SaleRush;
import io.orderflow.load.stack.LocalStack;
import io.orderflow.load.stack.OwnStack;
import io.orderflow.local.issuer.SigningKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;

/** {@code infra/load sale --rate 3000 --duration 20 --units 20000 --queue-bound 20000}, from five seconds after "ready" on. */
final class EarlySale {

    private final RushSettings settings =
            SaleCommand.settings("--rate", "3000", "--duration", "20", "--units", "20000", "--queue-bound", "20000");

    private final Board board;
    private final Clock clock;
    private final PrintStream out;

    EarlySale(Board board, Clock clock, PrintStream out) {
        this.board = board;
        this.clock = clock;
        this.out = out;
    }

    /** Their tokens are signed before the stack starts: afterwards it would take the processors from it. */
    Crowd customers(SigningKeys keys) throws IOException {
        return SaleRush.crowd(keys, settings.customers(), clock);
    }

    void run(LocalStack stack, OwnStack.Up up, Crowd crowd) throws Exception {
        Start.await(up, BenchSettings.QUIET);
        var gateway = URI.create(
                "http://127.0.0.1:" + stack.process(LocalStack.GATEWAY).port());
        try (var interruption = new Interruption()) {
            var result = new SaleRush(stack, gateway, settings, clock, out).run(crowd, interruption);
            var tickets = result.timeline().tickets();
            board.add(Row.SALE_P50, tickets.p50());
            board.add(Row.SALE_P99, tickets.p99());
            String detail = String.format(
                    Locale.ROOT, "%,d tickets in the last round; client %s", tickets.count(), result.client());
            board.detail(Row.SALE_P50, detail);
            board.detail(Row.SALE_P99, detail);
            board.checked(result.verdicts());
            out.println("202            " + tickets);
            out.println("load client    " + result.client());
        }
    }
}
