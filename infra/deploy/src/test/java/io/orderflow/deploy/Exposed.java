package io.orderflow.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The series that Prometheus gets, and what a query asks for in vain. */
record Exposed(List<Series> series) {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?[a-z]\\w*}?");

    record Series(String name, Map<String, String> labels) {}

    /** @param body in Prometheus' text format */
    static Stream<Series> by(String job, String body) {
        return body.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> sample(job, line));
    }

    private static Series sample(String job, String line) {
        var sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new IllegalArgumentException("Not a sample: " + line);
        }
        var labels = new TreeMap<>(Map.of("job", job, "instance", "one"));
        if (sample.group(2) != null) {
            LABEL.matcher(sample.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        return new Series(sample.group(1), labels);
    }

    /** What the expression names and no service exposes; empty if all is there. */
    List<String> missing(String expression) {
        var promQl = PromQl.parse(expression);
        return promQl.selectors().stream()
                .flatMap(selector -> missing(selector, promQl).stream())
                .toList();
    }

    private List<String> missing(PromQl.Selector selector, PromQl promQl) {
        var named = named(selector.metric());
        if (named.isEmpty()) {
            return List.of("metric " + selector.metric());
        }
        var missing = new ArrayList<String>();
        promQl.groupings().stream()
                .filter(grouping -> grouping.holds(selector))
                .flatMap(grouping -> grouping.labels().stream())
                .filter(label -> named.stream().noneMatch(each -> each.labels().containsKey(label)))
                .forEach(label -> missing.add("label %s of %s".formatted(label, selector.metric())));
        for (var matcher : selector.matchers()) {
            if (named.stream().noneMatch(each -> each.labels().containsKey(matcher.label()))) {
                missing.add("label %s of %s".formatted(matcher.label(), selector.metric()));
            }
        }
        if (missing.isEmpty() && named.stream().noneMatch(each -> isWanted(each, selector))) {
            missing.add("series of %s with %s".formatted(selector.metric(), selector.matchers()));
        }
        return missing;
    }

    private List<Series> named(String metric) {
        return series.stream().filter(each -> each.name().equals(metric)).toList();
    }

    /** What a query leaves out need not be there, and what a dashboard's variable stands for is chosen by its user. */
    private static boolean isWanted(Series series, PromQl.Selector selector) {
        return selector.matchers().stream()
                .filter(matcher -> !matcher.operator().startsWith("!"))
                .filter(matcher -> !VARIABLE.matcher(matcher.value()).matches())
                .allMatch(matcher -> {
                    var value = Objects.requireNonNullElse(series.labels().get(matcher.label()), "");
                    return matcher.operator().equals("=~")
                            ? value.matches(matcher.value())
                            : value.equals(matcher.value());
                });
    }

    /** Labels that are left for texts beside the number: what it is grouped by, or else all of them. */
    Set<String> labelsLeft(String expression) {
        var promQl = PromQl.parse(expression);
        if (!promQl.groupings().isEmpty()) {
            return promQl.groupings().stream()
                    .flatMap(grouping -> grouping.labels().stream())
                    .collect(Collectors.toSet());
        }
        return promQl.selectors().stream()
                .flatMap(selector -> named(selector.metric()).stream())
                .flatMap(each -> each.labels().keySet().stream())
                .collect(Collectors.toSet());
    }
}
