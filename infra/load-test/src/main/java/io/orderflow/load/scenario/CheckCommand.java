package io.orderflow.load.scenario;

import io.orderflow.invariants.Check;
import io.orderflow.invariants.DeadLetters;
import io.orderflow.invariants.Inspection;
import io.orderflow.invariants.StoredInvariants;
import io.orderflow.invariants.Verdict;
import io.orderflow.invariants.broker.BrokerView;
import io.orderflow.invariants.broker.DeadLetterTopics;
import io.orderflow.invariants.broker.HalfMessages;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Asks the running local stack whether it kept its promises so far, and puts no load on it. Some of them"
                        + " speak of a stack at rest: what is still on its way counts as missing.",
        exitCodeListHeading = "Exit code:%n",
        exitCodeList = {"0:every invariant holds", "1:an invariant does not hold, or can't be checked"})
public final class CheckCommand implements Callable<Integer> {

    /** Fences are swept later than that. */
    private static final Duration FENCES_KEPT = Duration.ofHours(48);

    private static final Duration LONGEST_QUERY = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Override
    public Integer call() throws Exception {
        var stack = stackOptions.find();
        var clock = Clock.systemUTC();
        try (var auditor = stack.auditor();
                var broker = BrokerView.connect(stack.nameServer())) {
            var deadLetters = DeadLetters.knownTo(auditor);
            List<Check> live = new ArrayList<>(List.of(new HalfMessages(broker, 30)));
            if (deadLetters == DeadLetters.STORED) {
                live.add(new DeadLetterTopics(broker, Integer.MAX_VALUE, GRACE, clock));
            }
            List<Check> stored =
                    new ArrayList<>(StoredInvariants.ofOrders(clock.instant().minus(FENCES_KEPT), deadLetters));
            stored.addAll(StoredInvariants.ofEverySale());
            var verdicts = new Inspection(auditor, LONGEST_QUERY).of(live, stored);
            tell(verdicts, System.out);
            return verdicts.stream().allMatch(Verdict::holds) ? 0 : 1;
        }
    }

    private static void tell(List<Verdict> verdicts, PrintStream out) {
        verdicts.stream().map(Verdict::line).forEach(out::println);
        out.println(
                "Not looked at: 11, which needs the clients' own log (infra/load orders and infra/load sale keep one),"
                        + " and 12, which the gateway is asked for by infra/load sale and the dashboard.");
    }
}
