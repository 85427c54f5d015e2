package io.orderflow.testkit.fuzz;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What holds for every answer, whatever was asked. */
final class AnswerRules {

    private static final String PROBLEM = "application/problem+json";
    private static final String HTML = "text/html";
    private static final Pattern LEAK = Pattern.compile(
            "\\tat |\\b(java|io\\.micronaut|io\\.orderflow|io\\.netty|com\\.mysql|com\\.fasterxml)\\.[a-z]+\\.|[a-z]Exception\\b|_embedded");
    private static final Pattern STACK = Pattern.compile("\\tat ");
    private static final Pattern QUOTED = Pattern.compile("<pre\\b[^>]*>[^<]*</pre>");
    private static final List<String> HEADERS =
            List.of("cache-control", "x-content-type-options", "referrer-policy", "content-security-policy");

    private final boolean hasPages;

    /** @param hasPages whether refusals may be pages where HTML is asked for */
    AnswerRules(boolean hasPages) {
        this.hasPages = hasPages;
    }

    /** @return what is wrong with an answer */
    Stream<String> broken(Attempt attempt, Answer answer) {
        if (answer.status() == 0) {
            return Stream.of("closed without an answer");
        }
        return Stream.of(
                        status(attempt, answer),
                        headers(answer),
                        answer.status() < 400 ? accepted(answer) : refused(attempt, answer),
                        leaks(answer))
                .flatMap(found -> found);
    }

    private static Stream<String> status(Attempt attempt, Answer answer) {
        if (answer.status() >= 500) {
            return Stream.of("status " + answer.status());
        }
        return attempt.mustBeRefused() && answer.status() < 300
                ? Stream.of("accepted with " + answer.status() + " what can't be right")
                : Stream.empty();
    }

    private static Stream<String> headers(Answer answer) {
        var missing = HEADERS.stream()
                .filter(name -> answer.headers().getOrDefault(name, List.of()).size() != 1)
                .map(name -> "not one header " + name);
        boolean smuggled = answer.headers().keySet().stream().anyMatch(name -> name.equals(OddText.SMUGGLED_HEADER));
        return smuggled ? Stream.concat(missing, Stream.of("a header of the request's making")) : missing;
    }

    private static Stream<String> accepted(Answer answer) {
        if (!answer.header("content-type").startsWith("application/json") || answer.body().length == 0) {
            return Stream.empty();
        }
        try {
            // The parser wants an object, and a list is JSON as well.
            JSONObjectUtils.parse("{\"answer\":" + answer.text() + "}");
            return Stream.empty();
        } catch (ParseException notJson) {
            return Stream.of("a body that is not JSON: " + Attempt.shortened(answer.text()));
        }
    }

    private Stream<String> refused(Attempt attempt, Answer answer) {
        if (attempt.method().equals("HEAD")) {
            return answer.body().length == 0 ? Stream.empty() : Stream.of("a body after HEAD");
        }
        String type = answer.header("content-type");
        if (type.startsWith(PROBLEM)) {
            return problem(answer);
        }
        if (type.startsWith(HTML) && (hasPages || attempt.asksForHtml())) {
            return answer.text().contains("</html>") ? Stream.empty() : Stream.of("half a page");
        }
        return Stream.of(answer.status() + " with "
                + (answer.body().length == 0 ? "an empty body" : "a body of type '" + type + "'"));
    }

    private static Stream<String> problem(Answer answer) {
        try {
            Map<String, Object> problem = JSONObjectUtils.parse(answer.text());
            boolean complete = problem.get("type") instanceof String type
                    && (type.startsWith("/problems/") || type.equals("about:blank"))
                    && problem.get("title") instanceof String title
                    && !title.isBlank()
                    && problem.get("status") instanceof Number status
                    && status.intValue() == answer.status();
            return complete ? Stream.empty() : Stream.of("half a problem: " + Attempt.shortened(answer.text()));
        } catch (ParseException notJson) {
            return Stream.of("a problem that is not JSON: " + Attempt.shortened(answer.text()));
        }
    }

    private Stream<String> leaks(Answer answer) {
        if (answer.status() < 400) {
            return Stream.empty();
        }
        // Pages for operators report failures, by name, and quote what was stored of them.
        boolean isPage = hasPages && answer.header("content-type").startsWith(HTML);
        var leak = isPage ? STACK.matcher(QUOTED.matcher(answer.text()).replaceAll("")) : LEAK.matcher(answer.text());
        return leak.find() ? Stream.of("tells of its insides: " + Attempt.shortened(answer.text())) : Stream.empty();
    }
}
