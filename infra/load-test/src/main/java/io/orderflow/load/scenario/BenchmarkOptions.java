package io.orderflow.load.scenario;

import io.orderflow.load.Refusal;
import io.orderflow.load.benchmark.BenchmarkSettings;
import io.orderflow.load.benchmark.Part;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** What is measured, and how long. */
final class BenchmarkOptions {

    private static final int CUSTOMERS = 50_000;
    private static final int MILLION = 1_000_000;
    private static final int SMALLEST_MILLION = 1_000;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "With --benchmark: ${COMPLETION-CANDIDATES}; all but million unless given")
    private Set<Part> only = Set.of();

    @Option(
            names = "--million",
            arity = "0..1",
            defaultValue = "0",
            fallbackValue = "1000000",
            paramLabel = "N",
            description = "With --benchmark: also a million tickets in a row, or N")
    private int million;

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

    void check() {
        if (million != 0 && million < SMALLEST_MILLION) {
            throw new Refusal("--million takes no fewer than %d tickets.".formatted(SMALLEST_MILLION));
        }
        if (rounds < 1 || slice < 1 || warmUp < 3 || queued < 100) {
            throw new Refusal("--rounds and --slice are at least 1, --warm-up at least 3, --queued at least 100.");
        }
    }

    BenchmarkSettings settings(RushOptions rush) {
        var parts = EnumSet.noneOf(Part.class);
        parts.addAll(only.isEmpty() ? EnumSet.complementOf(EnumSet.of(Part.MILLION)) : only);
        if (million > 0) {
            parts.add(Part.MILLION);
        }
        return new BenchmarkSettings(
                parts,
                rounds,
                Duration.ofSeconds(slice),
                Duration.ofSeconds(warmUp),
                rush.connections(),
                Math.max(rush.customers(), CUSTOMERS),
                queued,
                million > 0 ? million : MILLION,
                rush.sku(),
                rush.price());
    }
}
