package io.orderflow.load.scenario;

import io.orderflow.invariants.Verdict;
import io.orderflow.load.Refusal;
import io.orderflow.load.generate.Pace;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "orders",
        mixinStandardHelpOptions = true,
        description = "Places orders against the running local stack, waits for the consumers, checks the invariants.",
        exitCodeListHeading = "Exit code:%n",
        exitCodeList = {"0:every invariant holds", "1:an invariant does not hold, or the load could not run"})
public final class OrdersCommand implements Callable<Integer> {

    @Option(
            names = "--rate",
            defaultValue = "flat out",
            paramLabel = "N/s",
            description = "Orders that arrive per second, answered or not; flat out unless given")
    private Pace pace = new Pace.FlatOut();

    @Option(
            names = "--seconds",
            defaultValue = "30",
            paramLabel = "N",
            description = "How long (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "5",
            paramLabel = "N",
            description = "Seconds before that which are not measured (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--concurrency",
            defaultValue = "32",
            paramLabel = "N",
            description = "Requests under way at once, at most (default: ${DEFAULT-VALUE})")
    private int concurrency;

    @Option(
            names = "--customers",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Different customers (default: ${DEFAULT-VALUE})")
    private int customers;

    @Option(
            names = "--skus",
            split = ",",
            paramLabel = "SKU",
            description = "What is ordered; the whole catalogue unless given")
    private List<String> skus = List.of();

    @Option(
            names = "--slice",
            defaultValue = "10",
            paramLabel = "N",
            description = "Seconds per slice of a comparison (default: ${DEFAULT-VALUE})")
    private int slice;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            paramLabel = "N",
            description = "Rounds of a comparison (default: ${DEFAULT-VALUE})")
    private int rounds;

    @ArgGroup
    private Comparison comparison = new Comparison();

    static final class Comparison {
        @Option(names = "--floor", description = "Compare with a plain loop on the same servers, in turns")
        private boolean floor;

        @Option(names = "--compare-down", description = "Compare all consumers running, one down, one slow, in turns")
        private boolean down;

        @Option(names = "--journal-cost", description = "Compare the journal on and off, in turns")
        private boolean journal;

        @Option(
                names = "--million",
                arity = "0..1",
                defaultValue = "0",
                fallbackValue = "1000000",
                paramLabel = "N",
                description =
                        "A million orders in a row, or N, flat out: the rate of the last tenth ÷ that of the second")
        private int million;
    }

    @Option(names = "--consumers-paused", description = "With --floor: points, coupon and notify stand still meanwhile")
    private boolean consumersPaused;

    @Mixin
    private ClientOptions clientOptions = new ClientOptions();

    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Option(names = "--url", paramLabel = "URL", description = "The order service, where it is not the stack's own")
    private @Nullable URI url;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the report there, too")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        requirePositive();
        var stack = stackOptions.find();
        clientOptions.warmUp();
        var settings = new Settings(
                pace,
                concurrency,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(slice),
                rounds,
                customers);
        var orderService = url == null ? URI.create("http://127.0.0.1:" + stack.orderPort()) : url;
        try (var session = new Session(stack, orderService, skus, settings, Clock.systemUTC(), System.out)) {
            session.say("%s at %s, %d at once, %d customers, run %s"
                    .formatted(
                            pace,
                            orderService,
                            concurrency,
                            customers,
                            session.log().prefix()));
            var report = new JsonObject()
                    .put("pace", pace.toString())
                    .put("concurrency", concurrency)
                    .put("result", scenario().run(session));
            session.say("");
            var verdicts = session.inspect();
            verdicts.forEach(verdict -> session.say(verdict.line()));
            write(report.put("checks", Json.of(verdicts)));
            return verdicts.stream().allMatch(Verdict::holds) ? 0 : 1;
        }
    }

    private Scenario scenario() {
        if (comparison.floor) {
            return new FloorComparison(
                    consumersPaused ? FloorComparison.Consumers.STANDING_STILL : FloorComparison.Consumers.RUNNING);
        }
        if (comparison.journal) {
            return new JournalCost();
        }
        if (comparison.million > 0) {
            return new MillionOrders(comparison.million);
        }
        return comparison.down ? new DownComparison() : new SteadyLoad();
    }

    private void requirePositive() {
        if (seconds < 1 || warmUp < 0 || concurrency < 1 || customers < 1 || slice < 1 || rounds < 1) {
            throw new Refusal(
                    "--seconds, --concurrency, --customers, --slice and --rounds are at least 1, --warm-up at least 0.");
        }
        if (consumersPaused && !comparison.floor) {
            throw new Refusal(
                    "--consumers-paused goes with --floor: an order whose consumers stand still is never applied.");
        }
    }

    private void write(JsonObject report) throws IOException {
        if (json != null) {
            Files.writeString(json, report.encodePrettily() + "\n");
        }
    }
}
