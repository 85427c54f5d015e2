package io.orderflow.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What one PromQL expression names: its selectors, and the labels it groups by. Not a judge of the whole grammar: what it does not
 * understand it refuses, so that nothing goes unchecked.
 */
record PromQl(List<Selector> selectors, List<Grouping> groupings) {

    private static final Pattern GRAFANAS_OWN = Pattern.compile("\\$__\\w+");
    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|[a-zA-Z_:][\\w:]*|[0-9][\\w.]*|[=!]~|[=!<>]=|[-+*/%^<>=(){}\\[\\],]");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][\\w:]*");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool");
    private static final Set<String> NOT_UNDERSTOOD =
            Set.of("without", "on", "ignoring", "group_left", "group_right", "offset");

    /** @param from its place among the expression's tokens */
    record Selector(String metric, List<Matcher> matchers, int from) {}

    record Matcher(String label, String operator, String value) {}

    /** {@code by (labels) (…)}: holds for the selectors between two places among the tokens. */
    record Grouping(List<String> labels, int from, int to) {

        boolean holds(Selector selector) {
            return from < selector.from() && selector.from() < to;
        }
    }

    static PromQl parse(String expression) {
        return new Reading(tokens(GRAFANAS_OWN.matcher(expression).replaceAll("5m")), expression).read();
    }

    private static List<String> tokens(String expression) {
        var tokens = new ArrayList<String>();
        var matcher = TOKEN.matcher(expression);
        int end = 0;
        while (end < expression.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new IllegalArgumentException(
                        "Not understood from here on: %s".formatted(expression.substring(end)));
            }
            if (!matcher.group().isBlank()) {
                tokens.add(matcher.group());
            }
            end = matcher.end();
        }
        return tokens;
    }

    private static final class Reading {

        private final List<String> tokens;
        private final String expression;
        private final List<Selector> selectors = new ArrayList<>();
        private final List<Grouping> groupings = new ArrayList<>();
        private int at;

        Reading(List<String> tokens, String expression) {
            this.tokens = tokens;
            this.expression = expression;
        }

        PromQl read() {
            while (at < tokens.size()) {
                var token = tokens.get(at);
                if (NOT_UNDERSTOOD.contains(token) || token.equals("{")) {
                    throw new IllegalArgumentException("%s is not understood in %s".formatted(token, expression));
                } else if (token.equals("[")) {
                    at = closing("[", "]", at) + 1;
                } else if (token.equals("by")) {
                    grouping();
                } else if (NAME.matcher(token).matches() && !OPERATORS.contains(token) && !isCalled()) {
                    selector();
                } else {
                    at++;
                }
            }
            if (selectors.isEmpty()) {
                throw new IllegalArgumentException("No metric in " + expression);
            }
            return new PromQl(List.copyOf(selectors), List.copyOf(groupings));
        }

        /** A function, or an aggregation with its grouping before the brackets. */
        private boolean isCalled() {
            return peek(at + 1).equals("(") || peek(at + 1).equals("by");
        }

        private void grouping() {
            int close = closing("(", ")", at + 1);
            var labels = tokens.subList(at + 2, close).stream()
                    .filter(token -> !token.equals(","))
                    .toList();
            groupings.add(new Grouping(labels, close + 1, closing("(", ")", close + 1)));
            at = close + 1;
        }

        private void selector() {
            int from = at;
            var metric = tokens.get(at++);
            var matchers = new ArrayList<Matcher>();
            if (peek(at).equals("{")) {
                int close = closing("{", "}", at);
                for (at++; at < close; at += peek(at + 3).equals(",") ? 4 : 3) {
                    matchers.add(new Matcher(peek(at), peek(at + 1), unquoted(peek(at + 2))));
                }
                at = close + 1;
            }
            selectors.add(new Selector(metric, List.copyOf(matchers), from));
        }

        private int closing(String open, String close, int start) {
            if (!peek(start).equals(open)) {
                throw new IllegalArgumentException("%s is expected after %s in %s"
                        .formatted(open, String.join(" ", tokens.subList(0, start)), expression));
            }
            int depth = 0;
            for (int place = start; place < tokens.size(); place++) {
                depth += tokens.get(place).equals(open) ? 1 : tokens.get(place).equals(close) ? -1 : 0;
                if (depth == 0) {
                    return place;
                }
            }
            throw new IllegalArgumentException("%s is not closed in %s".formatted(open, expression));
        }

        private String peek(int place) {
            return place < tokens.size() ? tokens.get(place) : "";
        }

        private static String unquoted(String text) {
            return text.substring(1, text.length() - 1);
        }
    }
}
