package io.orderflow.load.scenario;

import io.orderflow.load.Interruption;
import io.orderflow.load.Refusal;
import io.orderflow.load.benchmark.BenchmarkSettings;
import io.orderflow.load.benchmark.Part;
import io.orderflow.load.benchmark.SaleBenchmark;
import io.orderflow.load.check.Verdict;
import io.orderflow.load.generate.Arrivals;
import io.orderflow.load.report.Certificate;
import io.orderflow.load.report.Page;
import io.orderflow.load.sale.Mix;
import io.orderflow.load.sale.Outcome;
import io.orderflow.load.sale.RushResult;
import io.orderflow.load.sale.SaleTerms;
import io.orderflow.load.stack.LocalStack;
import io.orderflow.load.stack.Machine;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sale",
        mixinStandardHelpOptions = true,
        description =
                "Puts something on sale at the running local stack, lets a crowd rush at it, and certifies what came of it.",
        exitCodeListHeading = "Exit code:%n",
        exitCodeList = {"0:every check holds", "1:a check does not hold, or the load could not run"})
public final class SaleCommand implements Callable<Integer> {

    private static final int BENCHMARK_CONNECTIONS = 64;
    private static final int BENCHMARK_CUSTOMERS = 50_000;

    @Option(
            names = "--rate",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Requests that arrive per second after the ramp, answered or not (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--ramp",
            defaultValue = "5",
            paramLabel = "S",
            description = "Seconds in which the rate grows from 0 (default: ${DEFAULT-VALUE})")
    private int ramp;

    @Option(
            names = "--duration",
            defaultValue = "30",
            paramLabel = "S",
            description = "Seconds at the full rate (default: ${DEFAULT-VALUE})")
    private int duration;

    @Option(
            names = "--customers",
            defaultValue = "20000",
            paramLabel = "N",
            description = "Different customers, one after the other (default: ${DEFAULT-VALUE})")
    private int customers;

    @Option(
            names = "--repeaters",
            defaultValue = "5",
            paramLabel = "PCT",
            description =
                    "Requests that repeat an earlier one, same customer and key, in percent (default: ${DEFAULT-VALUE})")
    private int repeaters;

    @Option(
            names = "--forged",
            defaultValue = "2",
            paramLabel = "PCT",
            description = "Requests without a valid token, in percent (default: ${DEFAULT-VALUE})")
    private int forged;

    @Option(
            names = "--connections",
            defaultValue = "256",
            paramLabel = "N",
            description = "Requests under way at once, at most; more wait and age (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--sku", defaultValue = "tea-green", description = "What is on sale (default: ${DEFAULT-VALUE})")
    private String sku = "";

    @Option(
            names = "--price",
            defaultValue = "990",
            paramLabel = "CENTS",
            description = "The flash price (default: ${DEFAULT-VALUE})")
    private long price;

    @Option(
            names = "--units",
            defaultValue = "10000",
            paramLabel = "N",
            description = "Units on sale (default: ${DEFAULT-VALUE})")
    private long units;

    @Option(
            names = "--limit",
            defaultValue = "1",
            paramLabel = "N",
            description = "Units per customer (default: ${DEFAULT-VALUE})")
    private int limit;

    @Option(
            names = "--queue-bound",
            defaultValue = "5000",
            paramLabel = "N",
            description = "Tickets that wait for a decision, at most (default: ${DEFAULT-VALUE})")
    private long queueBound;

    @Option(
            names = "--payment-window",
            defaultValue = "PT15M",
            paramLabel = "ISO",
            description =
                    "Unpaid orders expire after it; up to two minutes, the run waits for that (default: ${DEFAULT-VALUE})")
    private Duration paymentWindow = Duration.ZERO;

    @Option(names = "--admission-tokens", description = "The sale asks for admission tokens; fetched before the rush")
    private boolean admissionTokens;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "The HTML report; its JSON goes beside it. In the stack's data folder unless given")
    private @Nullable Path report;

    @Option(
            names = "--benchmark",
            description = "Measure the gateway against a bare endpoint and the queue against the floor instead")
    private boolean benchmark;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "With --benchmark: ${COMPLETION-CANDIDATES}; all but million unless given")
    private Set<Part> only = Set.of();

    @Option(names = "--million", description = "With --benchmark: also a million tickets in a row")
    private boolean million;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            paramLabel = "N",
            description = "With --benchmark: how often each part is measured (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--slice",
            defaultValue = "6",
            paramLabel = "S",
            description = "With --benchmark: seconds of a round of a part (default: ${DEFAULT-VALUE})")
    private int slice;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            paramLabel = "S",
            description = "With --benchmark: seconds before that, not measured (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--queued",
            defaultValue = "30000",
            paramLabel = "N",
            description = "With --benchmark: purchases that the queue is filled with (default: ${DEFAULT-VALUE})")
    private int queued;

    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Option(names = "--url", paramLabel = "URL", description = "The gateway, where it is not the stack's own")
    private @Nullable URI url;

    @Override
    public Integer call() throws Exception {
        requirePositive();
        var stack = stackOptions.find();
        var gateway = url == null
                ? URI.create(
                        "http://127.0.0.1:" + stack.process(LocalStack.GATEWAY).port())
                : url;
        return benchmark ? benchmark(stack, gateway) : rush(stack, gateway);
    }

    private int benchmark(LocalStack stack, URI gateway) throws Exception {
        var parts = EnumSet.noneOf(Part.class);
        parts.addAll(only.isEmpty() ? EnumSet.complementOf(EnumSet.of(Part.MILLION)) : only);
        if (million) {
            parts.add(Part.MILLION);
        }
        var settings = new BenchmarkSettings(
                parts,
                rounds,
                Duration.ofSeconds(slice),
                Duration.ofSeconds(warmUp),
                BENCHMARK_CONNECTIONS,
                Math.max(customers, BENCHMARK_CUSTOMERS),
                queued,
                sku,
                price);
        var result = new SaleBenchmark(stack, gateway, settings, Clock.systemUTC(), System.out).run();
        var file = report == null
                ? stack.data().resolve("load").resolve("sale-benchmark.json")
                : beside(report.toAbsolutePath());
        Files.createDirectories(file.getParent());
        Files.writeString(file, result.json().encodePrettily() + "\n");
        System.out.println("report         " + file);
        return result.reached() ? 0 : 1;
    }

    private int rush(LocalStack stack, URI gateway) throws Exception {
        var settings = settings();
        var machine = Machine.here(stack.root());
        System.out.printf(
                Locale.ROOT,
                "%,.0f/s for %d s after a ramp of %d s at %s, %,d customers, %d %% repeaters, %d %% forged%n",
                rate,
                duration,
                ramp,
                gateway,
                customers,
                repeaters,
                forged);
        RushResult result;
        try (var interruption = new Interruption()) {
            result = new SaleRush(stack, gateway, settings, Clock.systemUTC(), System.out).run(interruption);
        }
        var page = report == null
                ? stack.data().resolve("load").resolve("sale-" + result.sale() + ".html")
                : report.toAbsolutePath();
        var certificate = Certificate.of(result, machine, settings.json());
        Files.createDirectories(page.getParent());
        Files.writeString(page, Page.of(certificate));
        Files.writeString(beside(page), certificate.encodePrettily() + "\n");
        tell(System.out, result, page);
        return result.holds() ? 0 : 1;
    }

    private RushSettings settings() {
        var time = Duration.ofSeconds(duration);
        var lasting = time.plusSeconds(ramp).plus(Duration.ofHours(1));
        return new RushSettings(
                new Arrivals(rate, Duration.ofSeconds(ramp), time),
                connections,
                customers,
                new Mix(repeaters, forged),
                new SaleTerms(sku, price, units, limit, queueBound, paymentWindow, lasting, admissionTokens));
    }

    private static void tell(PrintStream out, RushResult result, Path page) {
        out.println();
        long requests = result.timeline().requests();
        for (Map.Entry<Outcome, Long> answer : result.timeline().counts().entrySet()) {
            out.printf(
                    Locale.ROOT,
                    "%-14s %,10d  %5.1f %%%n",
                    answer.getKey(),
                    answer.getValue(),
                    100.0 * answer.getValue() / Math.max(1, requests));
        }
        out.println("202            " + result.timeline().tickets());
        out.println("other answers  " + result.timeline().others());
        out.printf(Locale.ROOT, "load client    %.0f µs of CPU per request%n%n", result.clientCpuMicros());
        result.verdicts().stream().map(Verdict::line).forEach(out::println);
        out.println();
        out.println("report         " + page);
    }

    static Path beside(Path page) {
        String name = page.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return page.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".json");
    }

    private void requirePositive() {
        if (!(rate > 0) || ramp < 0 || duration < 1 || customers < 2 || connections < 1 || units < 1 || limit < 1) {
            throw new Refusal("--rate is above 0, --ramp at least 0, --customers at least 2,"
                    + " --duration, --connections, --units and --limit at least 1.");
        }
        if (rounds < 1 || slice < 1 || warmUp < 3 || queued < 100) {
            throw new Refusal("--rounds and --slice are at least 1, --warm-up at least 3, --queued at least 100.");
        }
        if (repeaters < 0 || forged < 0 || repeaters + forged > 100) {
            throw new Refusal("--repeaters and --forged are percentages, together at most 100.");
        }
    }
}
