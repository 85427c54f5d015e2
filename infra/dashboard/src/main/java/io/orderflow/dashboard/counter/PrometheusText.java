package io.orderflow.dashboard.counter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Prometheus' text format 0.0.4, as far as counting goes: {@code name{label="value",…} number}. Comments, exemplars and
 * time stamps are passed over.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">the format</a>
 */
final class PrometheusText {

    private static final Pattern LINE =
            Pattern.compile("(?<name>[a-zA-Z_:][\\w:]*)(?:\\{(?<labels>.*)})?\\s+(?<value>[^\\s{}]+)(?:\\s.*)?");
    private static final Pattern LABEL = Pattern.compile("(?<name>[a-zA-Z_]\\w*)=\"(?<value>(?:[^\"\\\\]|\\\\.)*)\"");

    private PrometheusText() {}

    /** @param wanted names worth reading */
    static List<Sample> samples(String text, Predicate<String> wanted) {
        List<Sample> samples = new ArrayList<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            var found = LINE.matcher(line);
            if (found.matches() && wanted.test(found.group("name"))) {
                samples.add(
                        new Sample(found.group("name"), labels(found.group("labels")), number(found.group("value"))));
            }
        });
        return List.copyOf(samples);
    }

    private static Map<String, String> labels(@Nullable String text) {
        Map<String, String> labels = new HashMap<>();
        if (text != null) {
            var found = LABEL.matcher(text);
            while (found.find()) {
                labels.put(found.group("name"), unescaped(found.group("value")));
            }
        }
        return labels;
    }

    private static String unescaped(String value) {
        return value.indexOf('\\') < 0 ? value : value.translateEscapes();
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
