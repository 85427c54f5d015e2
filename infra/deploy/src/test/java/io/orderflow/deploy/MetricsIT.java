package io.orderflow.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files for Prometheus and Grafana ask for, held against what the services of a real stack expose. */
class MetricsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ALERT_LABEL = Pattern.compile("\\$labels\\.(\\w+)");
    private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    @TempDir
    private static Path temp;

    private static RunningStack stack;

    @BeforeAll
    static void start() throws Exception {
        stack = RunningStack.start(temp.resolve("data"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (stack != null) {
            stack.end();
        }
    }

    @Test
    void every_service_of_the_stack_is_scraped_on_its_port() throws Exception {
        var services = new TreeMap<String, String>();
        stack.services()
                .forEach(
                        (name, port) -> services.put(name, "127.0.0.1:%d/prometheus".formatted(port - stack.offset())));

        assertThat(PrometheusFiles.targets()).isEqualTo(services);
    }

    @Test
    void every_query_finds_what_it_asks_for() {
        // The demo sale is warmed a moment after the start.
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(complaints(queries(), exposed())).isEmpty());
    }

    @Test
    void query_for_what_no_service_exposes_is_noticed() throws Exception {
        var wrong = List.of(
                new Query("metric", "rate(rocketmq_consumed_seconds_count[5m])", List.of()),
                new Query("label", "sum by (consumer) (rocketmq_handlers_running)", List.of()),
                new Query("value", "rocketmq_publish_seconds_count{outcome=\"lost\"}", List.of()),
                new Query("text", "sum by (group) (rocketmq_handlers_running)", List.of("{{job}}")));

        assertThat(complaints(wrong, exposed())).hasSameSizeAs(wrong);
    }

    private static List<Query> queries() throws IOException {
        return Stream.concat(
                        PrometheusFiles.alerts().stream().map(PrometheusFiles.Alert::query),
                        GrafanaDashboard.read().queries().stream())
                .toList();
    }

    private static List<String> complaints(List<Query> queries, Exposed exposed) {
        return queries.stream()
                .flatMap(query -> Stream.concat(
                                exposed.missing(query.expression()).stream(), labelsLost(query, exposed))
                        .map(complaint -> "%s: no %s".formatted(query.where(), complaint)))
                .toList();
    }

    private static Stream<String> labelsLost(Query query, Exposed exposed) {
        var left = exposed.labelsLeft(query.expression());
        return query.texts().stream()
                .flatMap(text -> Stream.of(ALERT_LABEL, LEGEND_LABEL)
                        .flatMap(label -> label.matcher(text).results()))
                .map(label -> label.group(1))
                .filter(label -> !left.contains(label))
                .map(label -> "label %s left for a text".formatted(label));
    }

    private static Exposed exposed() throws IOException, InterruptedException {
        var series = new ArrayList<>(stack.exposed().series());
        for (var job : PrometheusFiles.targets().keySet()) {
            series.addAll(prometheusOwn(job));
        }
        return new Exposed(series);
    }

    /** What Prometheus itself adds. */
    private static List<Exposed.Series> prometheusOwn(String job) {
        return List.of(
                new Exposed.Series("up", Map.of("job", job, "instance", "one")),
                new Exposed.Series(
                        "ALERTS", Map.of("alertstate", "firing", "alertname", "any", "severity", "critical")));
    }
}
