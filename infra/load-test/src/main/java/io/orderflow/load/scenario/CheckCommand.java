package io.orderflow.load.scenario;

import io.orderflow.invariants.Verdict;
import java.io.PrintStream;
import java.time.Clock;
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

    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Override
    public Integer call() throws Exception {
        var verdicts = StackChecks.of(stackOptions.find(), Clock.systemUTC());
        tell(verdicts, System.out);
        return verdicts.stream().allMatch(Verdict::holds) ? 0 : 1;
    }

    private static void tell(List<Verdict> verdicts, PrintStream out) {
        verdicts.stream().map(Verdict::line).forEach(out::println);
        out.println(
                "Not looked at: 11, which needs the clients' own log (infra/load orders and infra/load sale keep one),"
                        + " and 12, which the gateway is asked for by infra/load sale and the dashboard.");
    }
}
