package io.orderflow.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code grafana/orderflow.json}. */
record GrafanaDashboard(JsonNode json) {

    private static final Path FILE = Path.of(
            Objects.requireNonNull(System.getProperty("orderflow.root")),
            "infra",
            "deploy",
            "grafana",
            "orderflow.json");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");

    static GrafanaDashboard read() throws IOException {
        return new GrafanaDashboard(new ObjectMapper().readTree(FILE.toFile()));
    }

    Stream<JsonNode> panels() {
        return json.get("panels").valueStream();
    }

    Stream<JsonNode> variables() {
        return json.at("/templating/list").valueStream();
    }

    /** Of panels, variables and annotations. */
    List<Query> queries() {
        var panels = panels().flatMap(panel -> panel.path("targets")
                .valueStream()
                .map(target -> new Query(
                        "panel " + panel.get("title").asText(),
                        target.get("expr").asText(),
                        List.of(target.get("legendFormat").asText()))));
        var variables = variables()
                .filter(variable -> variable.get("type").asText().equals("query"))
                .map(GrafanaDashboard::variable);
        var annotations = json.at("/annotations/list")
                .valueStream()
                .map(each -> new Query("annotation", each.get("expr").asText(), List.of()));
        return Stream.of(panels, variables, annotations).flatMap(each -> each).toList();
    }

    private static Query variable(JsonNode variable) {
        var values = LABEL_VALUES.matcher(variable.at("/query/query").asText());
        if (!values.matches()) {
            throw new IllegalArgumentException("Not understood: " + variable.get("query"));
        }
        return new Query(
                "variable " + variable.get("name").asText(),
                "count by (%s) (%s)".formatted(values.group(2), values.group(1)),
                List.of());
    }
}
