package io.orderflow.load.scenario;

import io.orderflow.invariants.Check;
import io.orderflow.invariants.DeadLetters;
import io.orderflow.invariants.Inspection;
import io.orderflow.invariants.StoredInvariants;
import io.orderflow.invariants.broker.BrokerView;
import io.orderflow.invariants.broker.HalfMessages;
import io.orderflow.load.Interruption;
import io.orderflow.load.check.SaleChecks;
import io.orderflow.load.drain.Decisions;
import io.orderflow.load.drain.Drain;
import io.orderflow.load.generate.Generator;
import io.orderflow.load.generate.Load;
import io.orderflow.load.generate.Run;
import io.orderflow.load.measure.ClientCost;
import io.orderflow.load.sale.AdmissionTokens;
import io.orderflow.load.sale.Crowd;
import io.orderflow.load.sale.GatewayStock;
import io.orderflow.load.sale.Rush;
import io.orderflow.load.sale.RushChecks;
import io.orderflow.load.sale.RushLog;
import io.orderflow.load.sale.RushProgress;
import io.orderflow.load.sale.RushResult;
import io.orderflow.load.sale.SaleClient;
import io.orderflow.load.sale.SaleView;
import io.orderflow.load.sale.SaleWatch;
import io.orderflow.load.sale.Timeline;
import io.orderflow.load.stack.LocalStack;
import io.orderflow.load.stack.Tokens;
import io.orderflow.local.issuer.SigningKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One flash sale from its creation to its certificate. */
public final class SaleRush {

    /** Where unpaid orders expire soon, the run waits for their units to come back. */
    private static final Duration WORTH_WAITING_FOR = Duration.ofMinutes(2);

    private static final Duration LONGEST_QUERY = Duration.ofMinutes(10);

    private final LocalStack stack;
    private final URI gateway;
    private final RushSettings settings;
    private final Clock clock;
    private final PrintStream out;
    private final Timeline timeline = new Timeline();
    private final RushLog log = new RushLog();

    public SaleRush(LocalStack stack, URI gateway, RushSettings settings, Clock clock, PrintStream out) {
        this.stack = stack;
        this.gateway = gateway;
        this.settings = settings;
        this.clock = clock;
        this.out = out;
    }

    /** The customers. Most of a millisecond of processor time for each customer, so it can be done before. */
    public static Crowd crowd(SigningKeys keys, int customers, Clock clock) throws IOException {
        var now = clock.instant();
        String prefix = "load-" + Long.toString(now.toEpochMilli(), Character.MAX_RADIX) + "-";
        return Crowd.of(prefix, customers, new Tokens(keys, now));
    }

    public RushResult run(Interruption interruption) throws Exception {
        return run(crowd(stack.tokenKeys(), settings.customers(), clock), interruption);
    }

    public RushResult run(Crowd crowd, Interruption interruption) throws Exception {
        var begun = clock.instant();
        String prefix = crowd.prefix();
        var tokens = new Tokens(stack.tokenKeys(), begun);
        try (var client = new SaleClient(gateway, tokens, clock);
                var auditor = stack.auditor()) {
            String sale = client.create(settings.terms());
            interruption.then(() -> interrupted(client, sale));
            client.change(sale, "open");
            var open = client.awaitOpen(sale);
            var admissionTokens = settings.terms().tokenRequired()
                    ? AdmissionTokens.fetch(gateway, sale, crowd, settings.connections())
                    : List.<String>of();
            out.printf(
                    "sale %s is open: %,d units of %s%n",
                    sale, open.units(), settings.terms().sku());
            var rush = new Rush(sale, crowd, admissionTokens, settings.mix(), log, timeline);
            try (var watch = SaleWatch.begin(client, open);
                    var broker = BrokerView.connect(stack.nameServer(), stack.brokerSignature())) {
                var cost = rush(rush, watch, interruption);
                boolean drained = settle(auditor, sale, prefix);
                var verdicts = new Inspection(auditor, LONGEST_QUERY)
                        .of(live(client, sale, watch, broker), stored(sale, crowd, DeadLetters.knownTo(auditor)));
                var end = close(client, sale);
                return new RushResult(sale, begun, timeline, watch.samples(), end, drained, cost, verdicts);
            }
        }
    }

    private ClientCost rush(Rush rush, SaleWatch watch, Interruption interruption) throws InterruptedException {
        var cost = ClientCost.begin();
        Run run = new Generator(gateway, settings.connections()).begin(new Load.Open(settings.arrivals()), rush);
        interruption.then(run::stop);
        new RushProgress(out).watch(run, timeline, watch);
        return cost.over(timeline.requests());
    }

    private boolean settle(Connection auditor, String sale, String prefix) throws SQLException, InterruptedException {
        var decisions = new Decisions(auditor, sale, out);
        long tickets = log.tickets().size();
        var window = settings.terms().paymentWindow();
        boolean decided = window.isPositive() && window.compareTo(WORTH_WAITING_FOR) <= 0
                ? decisions.awaitReturns(tickets)
                : decisions.await(tickets);
        return new Drain(auditor, prefix, Duration.ofMinutes(10), out)
                        .awaitAll()
                        .complete()
                && decided;
    }

    private List<Check> live(SaleClient client, String sale, SaleWatch watch, BrokerView broker) {
        var checks = new ArrayList<>(RushChecks.of(log, watch.samples()));
        checks.add(new GatewayStock(client, sale));
        checks.add(new HalfMessages(broker, 30));
        return checks;
    }

    private List<Check> stored(String sale, Crowd crowd, DeadLetters deadLetters) {
        var checks = new ArrayList<>(StoredInvariants.ofOneSale(sale, deadLetters));
        checks.addAll(SaleChecks.ofClient(sale, crowd.prefix(), crowd.forgerPrefix(), log.tickets(), log.inDoubt()));
        return checks;
    }

    private static SaleView close(SaleClient client, String sale) throws Exception {
        var end = client.view(sale);
        client.change(sale, "close");
        return end;
    }

    private void interrupted(SaleClient client, String sale) throws Exception {
        out.printf(
                "%nEnded early: %,d requests, %,d tickets. Sale %s is closed. Nothing of the certificate was checked: not the"
                        + " stock, not the limit, not what became of the tickets.%n",
                timeline.requests(), log.tickets().size(), sale);
        client.change(sale, "close");
    }
}
