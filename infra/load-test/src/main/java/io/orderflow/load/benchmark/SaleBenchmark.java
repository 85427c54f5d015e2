package io.orderflow.load.benchmark;

import io.orderflow.invariants.Check;
import io.orderflow.invariants.DeadLetters;
import io.orderflow.invariants.Inspection;
import io.orderflow.invariants.StoredInvariants;
import io.orderflow.invariants.Verdict;
import io.orderflow.load.bare.BareProcess;
import io.orderflow.load.drain.Drain;
import io.orderflow.load.stack.LocalStack;
import io.orderflow.load.stack.Machine;
import io.orderflow.load.stack.PausedProcesses;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All parts that are wanted, one after the other on the same stack, and what order-service's tables say of them in the end. */
public final class SaleBenchmark {

    /** @param reached whether every target is, and every check of the tables holds */
    public record Result(boolean reached, List<Ratio> ratios, List<Verdict> verdicts, JsonObject json) {

        public Result {
            ratios = List.copyOf(ratios);
            verdicts = List.copyOf(verdicts);
        }
    }

    private static final Duration LONGEST_QUERY = Duration.ofMinutes(10);

    private final LocalStack stack;
    private final URI gateway;
    private final BenchmarkSettings settings;
    private final Clock clock;
    private final PrintStream out;

    public SaleBenchmark(LocalStack stack, URI gateway, BenchmarkSettings settings, Clock clock, PrintStream out) {
        this.stack = stack;
        this.gateway = gateway;
        this.settings = settings;
        this.clock = clock;
        this.out = out;
    }

    public Result run() throws Exception {
        var ratios = new ArrayList<Ratio>();
        List<Verdict> verdicts;
        try (var environment = new BenchmarkEnvironment(stack, gateway, settings, clock, out)) {
            try (var consumers = PausedProcesses.pause(
                    LocalStack.CONSUMERS.stream().map(stack::process).toList())) {
                environment.say("standing still: %s", consumers.names());
                if (settings.parts().stream().anyMatch(Part::isHttp)) {
                    try (var bare = BareProcess.start(stack.process(LocalStack.GATEWAY), stack.publishedKeys())) {
                        environment.watch("bare", bare.handle());
                        ratios.addAll(new HttpParts(environment, bare).run());
                    }
                }
                if (settings.parts().contains(Part.QUEUE)) {
                    ratios.addAll(new QueuePart(environment).run());
                }
            }
            // Before the consumers have worked off their backlog, which takes longer than all that was measured.
            tell(ratios);
            new Drain(environment.auditor(), environment.crowd().prefix(), Duration.ofMinutes(60), out).awaitAll();
            verdicts = new Inspection(environment.auditor(), LONGEST_QUERY)
                    .of(List.of(), checks(environment.sales(), DeadLetters.knownTo(environment.auditor())));
            environment.closeSales();
        }
        tellOfTables(verdicts);
        return new Result(
                ratios.stream().allMatch(Ratio::reached) && verdicts.stream().allMatch(Verdict::holds),
                ratios,
                verdicts,
                json(ratios, verdicts));
    }

    private static List<Check> checks(List<String> sales, DeadLetters deadLetters) {
        return sales.stream()
                .flatMap(sale -> StoredInvariants.ofOneSale(sale, deadLetters).stream())
                .toList();
    }

    private void tell(List<Ratio> ratios) {
        out.println();
        ratios.stream().map(Ratio::line).forEach(out::println);
        out.println(
                "Not measured: the warm-up. While anything was measured, points, coupon and notify stood still; order-service,"
                        + " too, except for what comes out of the queue.");
    }

    private void tellOfTables(List<Verdict> verdicts) {
        var broken = verdicts.stream().filter(verdict -> !verdict.holds()).toList();
        broken.stream().map(Verdict::line).forEach(out::println);
        out.printf("%d of %d checks of the tables hold%n", verdicts.size() - broken.size(), verdicts.size());
    }

    private JsonObject json(List<Ratio> ratios, List<Verdict> verdicts) {
        var machine = Machine.here(stack.root());
        return new JsonObject()
                .put("at", clock.instant().toString())
                .put("commit", machine.commit())
                .put("processor", machine.processor())
                .put("processors", machine.processors())
                .put("memory", machine.memory())
                .put("java", machine.java())
                .put("parameters", settings.json())
                .put("ratios", new JsonArray(ratios.stream().map(Ratio::json).toList()))
                .put(
                        "broken",
                        new JsonArray(verdicts.stream()
                                .filter(verdict -> !verdict.holds())
                                .map(Verdict::line)
                                .toList()));
    }
}
