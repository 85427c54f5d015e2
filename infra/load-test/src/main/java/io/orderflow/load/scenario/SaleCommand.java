package io.orderflow.load.scenario;

import io.orderflow.invariants.Verdict;
import io.orderflow.load.Interruption;
import io.orderflow.load.benchmark.SaleBenchmark;
import io.orderflow.load.report.Certificate;
import io.orderflow.load.report.Page;
import io.orderflow.load.sale.Outcome;
import io.orderflow.load.sale.RushResult;
import io.orderflow.load.stack.LocalStack;
import io.orderflow.load.stack.Machine;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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

    @Mixin
    private RushOptions rushOptions = new RushOptions();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "The HTML report; its JSON goes beside it. In the stack's data folder unless given")
    private @Nullable Path report;

    @Option(
            names = "--benchmark",
            description = "Measure the gateway against a bare endpoint and the queue against the floor instead")
    private boolean benchmark;

    @Mixin
    private BenchmarkOptions benchmarkOptions = new BenchmarkOptions();

    @Mixin
    private ClientOptions clientOptions = new ClientOptions();

    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Option(names = "--url", paramLabel = "URL", description = "The gateway, where it is not the stack's own")
    private @Nullable URI url;

    @Override
    public Integer call() throws Exception {
        rushOptions.check();
        benchmarkOptions.check();
        var stack = stackOptions.find();
        clientOptions.warmUp();
        var gateway = url == null
                ? URI.create(
                        "http://127.0.0.1:" + stack.process(LocalStack.GATEWAY).port())
                : url;
        return benchmark ? benchmark(stack, gateway) : rush(stack, gateway);
    }

    /** What the command would do with these arguments, and its defaults. */
    public static RushSettings settings(String... arguments) {
        var command = new SaleCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.rushOptions.settings();
    }

    private int benchmark(LocalStack stack, URI gateway) throws Exception {
        var settings = benchmarkOptions.settings(rushOptions);
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
        var settings = rushOptions.settings();
        var machine = Machine.here(stack.root());
        System.out.println(rushOptions.announcement(gateway));
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
        out.println("load client    " + result.client());
        out.println();
        result.verdicts().stream().map(Verdict::line).forEach(out::println);
        out.println();
        out.println("report         " + page);
    }

    static Path beside(Path page) {
        String name = page.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return page.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".json");
    }
}
