package io.orderflow.load.bench;

import io.orderflow.load.report.Page;
import io.orderflow.load.report.Picture;
import io.orderflow.load.stack.Machine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** What a benchmark leaves behind: figures for programs, a page with the chart, and its rows in the page of all results. */
record BenchReport(Machine machine, Instant begun, BenchSettings settings, Board board, List<StartCurve> curves) {

    private static final String CHART = "start.png";

    BenchReport {
        curves = List.copyOf(curves);
    }

    /** @return the chart's page, or the figures where no start was measured */
    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var figures = folder.resolve("bench.json");
        Files.writeString(figures, json().encodePrettily() + "\n");
        return curves.isEmpty() ? figures : page(folder);
    }

    private Path page(Path folder) throws IOException {
        return Files.writeString(folder.resolve("start.html"), Page.ofStarts(json()));
    }

    /** The rows that were measured. */
    void writeInto(Path results) throws IOException {
        Files.writeString(results, table().into(Files.readString(results)));
    }

    /** @return whether the chart is now beside {@code results}: starts were measured, and a browser was there to draw it */
    boolean draw(Path results) throws IOException, InterruptedException {
        if (curves.isEmpty() || settings.strictness() == Strictness.HALF) {
            return false;
        }
        var folder = Files.createTempDirectory("orderflow-chart");
        try {
            return Picture.of(page(folder), results.resolveSibling(CHART));
        } finally {
            Files.deleteIfExists(folder.resolve("start.html"));
            Files.delete(folder);
        }
    }

    private ResultsTable table() {
        return new ResultsTable(
                board.findings(settings.rows()),
                settings.strictness(),
                machine,
                LocalDate.ofInstant(begun, ZoneOffset.UTC));
    }

    JsonObject json() {
        return new JsonObject()
                .put("begun", begun.toString())
                .put("commit", machine.commit())
                .put(
                        "machine",
                        new JsonObject()
                                .put("processor", machine.processor())
                                .put("processors", machine.processors())
                                .put("memory", machine.memory())
                                .put("java", machine.java()))
                .put("reached", board.reached(settings.rows(), settings.strictness()))
                .put(
                        "rows",
                        new JsonArray(board.findings(settings.rows()).stream()
                                .map(this::json)
                                .toList()))
                .put(
                        "starts",
                        new JsonArray(curves.stream().map(StartCurve::json).toList()));
    }

    private JsonObject json(Finding finding) {
        var json = new JsonObject()
                .put("row", finding.row().toString())
                .put("title", finding.row().title())
                .put("floor", finding.row().floor(settings.strictness()))
                .put("reached", finding.reached(settings.strictness()));
        return switch (finding) {
            case Finding.Measured(var row, var spread, int rounds, String detail) ->
                json.put("median", spread.median())
                        .put("least", spread.least())
                        .put("most", spread.most())
                        .put("rounds", rounds)
                        .put("detail", detail);
            case Finding.Failed(var row, String why) -> json.put("failed", why);
        };
    }
}
