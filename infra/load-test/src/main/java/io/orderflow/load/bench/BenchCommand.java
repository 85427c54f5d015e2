package io.orderflow.load.bench;

import io.orderflow.invariants.Verdict;
import io.orderflow.load.Interruption;
import io.orderflow.load.scenario.StackOptions;
import io.orderflow.load.stack.Machine;
import io.orderflow.load.stack.OwnStack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures everything that is promised of this machine's speed, on a stack that it starts itself on a data folder of its"
                        + " own, and compares it with what has to be reached. Build before (infra/up), and leave the machine alone.",
        exitCodeListHeading = "Exit code:%n",
        exitCodeList = {
            "0:every floor is reached and every invariant holds",
            "1:a floor is missed, or could not be measured, or an invariant does not hold"
        })
public final class BenchCommand implements Callable<Integer> {

    @Option(
            names = "--short",
            description =
                    "One round, less load, and half of each floor is enough: finds a fall by half in some minutes")
    private boolean brief;

    @Option(names = "--only", split = ",", paramLabel = "ROW", description = "Only these: ${COMPLETION-CANDIDATES}")
    private Set<Row> only = Set.of();

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "Replace the measured rows of the table in this page; may be given for several pages")
    private List<Path> results = List.of();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder; it is emptied. infra/load-test/target/bench unless given")
    private @Nullable Path data;

    @Option(names = "--port-offset", defaultValue = "3100", paramLabel = "N", description = "Of the stack's ports")
    private int portOffset;

    private final Clock clock = Clock.systemUTC();
    private final PrintStream out = System.out;

    @Override
    public Integer call() throws Exception {
        Set<Row> rows = only.isEmpty() ? EnumSet.allOf(Row.class) : EnumSet.copyOf(only);
        var settings = brief ? BenchSettings.brief(rows) : BenchSettings.whole(rows);
        for (Path page : results) {
            // Before quarter of an hour is spent on it.
            ResultsTable.requirePlace(Files.readString(page));
        }
        var begun = clock.instant();
        var machine = Machine.here(StackOptions.root());
        try (var interruption = new Interruption();
                var _ = TimeLimit.after(settings.longest());
                var own = OwnStack.on(StackOptions.root(), folder(), portOffset, out, interruption)) {
            var bench = new Bench(settings, own, clock, out);
            bench.run();
            own.down();
            tell(bench.board(), settings, begun);
            keep(bench, settings, machine, begun);
            return bench.board().reached(rows, settings.strictness()) ? 0 : 1;
        }
    }

    private Path folder() {
        var folder = data == null ? StackOptions.root().resolve("infra/load-test/target/bench") : data;
        return folder.toAbsolutePath().normalize();
    }

    private void tell(Board board, BenchSettings settings, Instant begun) {
        out.println();
        Sheet.lines(board.findings(settings.rows()), settings.strictness()).forEach(out::println);
        out.println();
        board.failures().forEach(why -> out.println("FAILED " + why));
        board.broken().stream().map(Verdict::line).forEach(out::println);
        out.printf(
                Locale.ROOT,
                "%d of %d checks hold; %.1f minutes%n",
                board.checks() - board.broken().size(),
                board.checks(),
                Duration.between(begun, clock.instant()).toSeconds() / 60.0);
    }

    private void keep(Bench bench, BenchSettings settings, Machine machine, Instant begun)
            throws IOException, InterruptedException {
        var report = new BenchReport(machine, begun, settings, bench.board(), bench.curves());
        out.println("report         " + report.write(folder().resolveSibling("bench-report")));
        for (Path page : results) {
            report.writeInto(page.toAbsolutePath());
            out.println("results        " + page);
        }
        if (!results.isEmpty() && report.draw(results.getFirst().toAbsolutePath())) {
            out.println("chart          beside " + results.getFirst());
        }
    }
}
