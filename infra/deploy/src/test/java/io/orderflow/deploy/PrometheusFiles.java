package io.orderflow.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What stands in {@code prometheus/}. */
final class PrometheusFiles {

    private static final Path FOLDER =
            Path.of(Objects.requireNonNull(System.getProperty("orderflow.root")), "infra", "deploy", "prometheus");

    private PrometheusFiles() {}

    /** One alert; a text that is missing in the file is empty. */
    record Alert(String name, String expression, String holdsFor, String severity, String summary, String description) {

        Query query() {
            return new Query("alert " + name, expression, List.of(summary, description));
        }
    }

    static List<Alert> alerts() throws IOException {
        return maps(read("alerts.yml"), "groups")
                .flatMap(group -> maps(group, "rules"))
                .map(PrometheusFiles::alert)
                .toList();
    }

    private static Alert alert(Map<?, ?> rule) {
        var annotations = map(rule, "annotations");
        return new Alert(
                text(rule, "alert"),
                text(rule, "expr"),
                text(rule, "for"),
                text(map(rule, "labels"), "severity"),
                text(annotations, "summary"),
                text(annotations, "description"));
    }

    /** Address by job. */
    static Map<String, String> targets() throws IOException {
        var targets = new TreeMap<String, String>();
        maps(read("prometheus.yml"), "scrape_configs").forEach(job -> {
            var addresses = maps(job, "static_configs")
                    .flatMap(config -> list(config, "targets"))
                    .toList();
            targets.put(
                    text(job, "job_name"),
                    String.join(",", addresses.toArray(String[]::new)) + text(job, "metrics_path"));
        });
        return targets;
    }

    private static Map<?, ?> read(String file) throws IOException {
        try (var reader = Files.newBufferedReader(FOLDER.resolve(file))) {
            return (Map<?, ?>) new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
        }
    }

    private static Map<?, ?> map(Map<?, ?> from, String key) {
        return from.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Stream<Map<?, ?>> maps(Map<?, ?> from, String key) {
        return ((List<?>) Objects.requireNonNull(from.get(key), key)).stream().map(each -> (Map<?, ?>) each);
    }

    private static Stream<String> list(Map<?, ?> from, String key) {
        return ((List<?>) Objects.requireNonNull(from.get(key), key)).stream().map(Object::toString);
    }

    private static String text(Map<?, ?> from, String key) {
        return Objects.toString(from.get(key), "");
    }
}
