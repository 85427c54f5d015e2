package io.orderflow.load.bench;

import io.orderflow.load.benchmark.BenchmarkSettings;
import io.orderflow.load.benchmark.Part;
import io.orderflow.load.benchmark.Ratio;
import io.orderflow.load.benchmark.SaleBenchmark;
import io.orderflow.load.stack.LocalStack;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code infra/load sale --benchmark}, shorter: every ticket becomes an order that four groups have to apply. */
final class GatewayRows {

    private static final Map<Row, String> NAMES = new EnumMap<>(Map.of(
            Row.SOLD_OUT, Ratio.SOLD_OUT,
            Row.ADMISSION, Ratio.ADMISSION,
            Row.QUEUE, Ratio.QUEUE,
            Row.ONE_SKU, Ratio.ONE_SKU));

    private static final Map<Row, Part> PARTS = new EnumMap<>(Map.of(
            Row.SOLD_OUT, Part.SOLDOUT, Row.ADMISSION, Part.ADMISSION, Row.QUEUE, Part.QUEUE, Row.ONE_SKU, Part.QUEUE));

    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final int CONNECTIONS = 256;
    private static final int CUSTOMERS = 20_000;
    private static final int MILLION = 1_000_000;

    private final BenchSettings settings;
    private final Board board;
    private final Clock clock;
    private final PrintStream out;

    GatewayRows(BenchSettings settings, Board board, Clock clock, PrintStream out) {
        this.settings = settings;
        this.board = board;
        this.clock = clock;
        this.out = out;
    }

    static Set<Row> all() {
        return PARTS.keySet();
    }

    void run(LocalStack stack) throws Exception {
        var parts = EnumSet.noneOf(Part.class);
        PARTS.forEach((row, part) -> {
            if (settings.wants(row)) {
                parts.add(part);
            }
        });
        if (parts.isEmpty()) {
            return;
        }
        var gateway = URI.create(
                "http://127.0.0.1:" + stack.process(LocalStack.GATEWAY).port());
        var result = new SaleBenchmark(stack, gateway, settings(parts), clock, out).run();
        board.checked(result.verdicts());
        record(result.ratios());
    }

    private BenchmarkSettings settings(Set<Part> parts) {
        return new BenchmarkSettings(
                parts,
                settings.rounds(),
                settings.burst(),
                WARM_UP,
                CONNECTIONS,
                CUSTOMERS,
                settings.queued(),
                MILLION,
                "tea-green",
                990);
    }

    private void record(List<Ratio> ratios) {
        NAMES.forEach((row, name) -> ratios.stream()
                .filter(ratio -> settings.wants(row) && ratio.name().equals(name))
                .forEach(ratio -> board.measured(row, ratio.measured(), settings.rounds(), ratio.detail())));
    }
}
