package io.orderflow.testkit.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a route may find where it expects a body. */
final class OddBodies {

    private static final String JSON = "Content-Type: application/json";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final Pattern VALUE =
            Pattern.compile("(?<=:)\\s*(\"[^\"]*\"|-?[0-9.]+|true|false|null|\\[[^]]*]|\\{[^}]*})");

    private OddBodies() {}

    /** @param good a document that the route takes, or {@code {}} */
    static Stream<Attempt> json(Attempt base, String good) {
        return Stream.concat(
                Stream.concat(notJson(good), trailed(good).map(OddBodies::bytes))
                        .map(bad -> base.with(JSON).body(bad).refused()),
                Stream.concat(
                        replaced(good).map(odd -> base.with(JSON).body(bytes(odd))),
                        Stream.of(
                                base.with("Content-Type: text/plain")
                                        .body(bytes(good))
                                        .refused(),
                                base.with("Content-Type: application/xml")
                                        .body(bytes("<a/>"))
                                        .refused(),
                                base.body(bytes(good)),
                                base.with("Content-Type: application/json;charset=utf-16")
                                        .body(bytes(good)),
                                base.with(List.of(JSON, "Content-Encoding: gzip"))
                                        .body(bytes(good))
                                        .refused(),
                                base.with(List.of(JSON, "Expect: 100-continue"))
                                        .body(bytes("{"))
                                        .refused(),
                                base.with(List.of(JSON, "Transfer-Encoding: chunked"))
                                        .body(bytes("zz\r\n{}\r\n0\r\n\r\n"))
                                        .refused(),
                                base.with(List.of(JSON, "Transfer-Encoding: chunked"))
                                        .body(bytes("1\r\n{\r\n0\r\n\r\n"))
                                        .refused())));
    }

    private static Stream<byte[]> notJson(String good) {
        String members = good.substring(1, good.length() - 1);
        return Stream.of(
                        "",
                        " ",
                        "nonsense",
                        "{",
                        "[",
                        "\"",
                        "nul",
                        good.substring(0, good.length() - 1),
                        "[" + good,
                        members.isBlank() ? "{\"a\":1,\"a\":1}" : "{" + members + "," + members + "}",
                        "{\"no-such-field\":1}",
                        "{a:1}",
                        "{'a':1}",
                        "/**/",
                        "\u00ef\u00bb\u00bf{",
                        "{\"a\":\"\u00ff\"}",
                        "{\"a\":\"\n\"}",
                        "[".repeat(10_000),
                        "{\"a\":".repeat(8_000),
                        "[".repeat(3_000) + "]".repeat(3_000),
                        "{\"" + "a".repeat(50_000) + "\":1}",
                        "{\"a\":\"" + "a".repeat(2_000_000) + "\"}")
                .map(OddBodies::bytes);
    }

    /** More than one document. */
    private static Stream<String> trailed(String good) {
        return Stream.of(" x", "{}", good, ",", "\0").map(more -> good + more);
    }

    /** Each value in turn by each odd one, and each left out. */
    private static Stream<String> replaced(String good) {
        var documents = new ArrayList<String>();
        var value = VALUE.matcher(good);
        while (value.find()) {
            for (String odd : OddText.JSON_VALUES) {
                documents.add(good.substring(0, value.start()) + odd + good.substring(value.end()));
            }
        }
        Stream.of("null", "[]", "1", "\"a\"", "true", "{}").forEach(documents::add);
        return documents.stream();
    }

    /** @param fields that a form has; each in turn is odd, missing or given twice */
    static Stream<Attempt> form(Attempt base, List<String> fields, String good) {
        Stream<String> broken = Stream.of(
                "", "&", "=", "%zz", "%zz=%zz", "a=%zz", "a".repeat(5_000), "&".repeat(3_000), good + "&" + good);
        Stream<String> odd = fields.stream()
                .flatMap(field -> OddText.ENCODED.stream()
                        .flatMap(text -> Stream.of(field + "=" + text, good + "&" + field + "=" + text)));
        return Stream.concat(
                Stream.concat(broken, odd).map(form -> base.with(FORM).body(bytes(form))),
                Stream.of(
                        base.with(JSON).body(bytes("{}")).refused(),
                        base.with("Content-Type: multipart/form-data; boundary=x")
                                .body(bytes("--x\r\n")),
                        base.with("Content-Type: application/x-www-form-urlencoded;charset=nonsense")
                                .body(bytes(good)),
                        base.with(FORM)
                                .body(bytes("a=" + "a".repeat(2_000_000)))
                                .refused()));
    }

    private static byte[] bytes(String text) {
        return text.chars().allMatch(c -> c < 256) ? text.getBytes(ISO_8859_1) : text.getBytes(UTF_8);
    }
}
