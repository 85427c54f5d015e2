package io.orderflow.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.dashboard.Console;
import io.orderflow.dashboard.broker.SpareGroup;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent: an answer that reports what is wrong with it, never that the console broke. */
class OddInputIT {

    private static final List<String> ODD = List.of(
            "",
            " ",
            "0",
            "-1",
            "9223372036854775807",
            "99999999999999999999",
            "1e9",
            "x".repeat(260),
            "x".repeat(2_000),
            "张三",
            "茶",
            "é",
            "\ud800",
            "\u0000",
            "a\r\nb",
            "a/b",
            "..",
            "%",
            "'\"<>&;,",
            "2026-01-01T00:00",
            "+1000000000-12-31T23:59",
            "any");

    private static Console console;
    private static Console.Visitor operator;

    /** Some of what is sent is valid: it must not pause the group of a service that other tests need. */
    private static SpareGroup group;

    @BeforeAll
    static void start() throws Exception {
        console = Console.start();
        operator = console.operator();
        group = new SpareGroup(console);
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            group.delete();
        } finally {
            console.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?x={}",
                "/orders?q={}",
                "/orders/{}",
                "/orders/{}/path",
                "/dead-letters?state={}",
                "/dead-letters?group={}",
                "/dead-letters?exception={}",
                "/dead-letters?fingerprint={}",
                "/dead-letters?text={}",
                "/dead-letters?age={}",
                "/dead-letters?id={}",
                "/dead-letters?id=1&id={}",
                "/dead-letters?before={}",
                "/dead-letters/list?before={}",
                "/dead-letters/{}",
                "/dead-letters/1?did={}",
                "/dead-letters/{}/state",
                "/dead-letters/{}/edit",
                "/dead-letters/redeliveries?group={}",
                "/dead-letters/redeliveries/{}",
                "/dead-letters/redeliveries/{}/progress",
                "/consumers/{}",
                "/consumers/{}?done=x",
                "/consumers/{}/state",
                "/consumers/{}/reset?topic=order-events&since=2026-01-01T00:00",
                "/consumers/{group}/reset?topic={}&since=2026-01-01T00:00",
                "/consumers/{group}/reset?topic=order-events&since={}",
                "/consumers/{group}?done={}&failed={}",
                "/sales/{}",
                "/sales/{}/live",
                "/sales/{}/table",
                "/sales/{}/series.json",
                "/sales/1?done={}",
                "/promises/walk-through?done={}",
                "/promises/walk-through?accepted={}",
                "/promises/walk-through?slowest={}",
                "/sign-in?to={}",
                "/sign-in?to={}&to={}",
                "/{}",
                "/static/{}",
                "/webjars/{}"
            })
    void odd_address_is_answered(String address) {
        var broken = new ArrayList<String>();
        for (var odd : ODD) {
            var path = address.replace("{}", encoded(odd)).replace("{group}", group.name());
            if (path.length() > 3_500) {
                continue;
            }
            int status = operator.get(path).statusCode();
            if (status >= 500) {
                broken.add(status + " " + path);
            }
        }
        assertThat(broken).isEmpty();
    }

    static Stream<String> forms() {
        return Stream.of(
                "/preferences language={}",
                "/preferences theme={}",
                "/consumers/{}/pause reason=x",
                "/consumers/{group}/pause reason={}",
                "/consumers/{}/resume reason=x",
                "/consumers/{}/reset topic=order-events&since=2026-01-01T00:00",
                "/consumers/{group}/reset topic={}&since=2026-01-01T00:00",
                "/consumers/{group}/reset topic=order-events&since={}",
                "/consumers/{group}/reset topic=no-topic&since=2026-01-01T00:00&reason={}",
                "/dead-letters/{}/redelivery seen=0&reason=x",
                "/dead-letters/1/redelivery seen={}",
                "/dead-letters/1/redelivery seen=0&reason={}",
                "/dead-letters/{}/discard reason=x",
                "/dead-letters/1/discard reason={}",
                "/dead-letters/1/edit/check body={}",
                "/dead-letters/1/edit seen={}&body=x",
                "/dead-letters/redeliveries upTo={}&perSecond=1",
                "/dead-letters/redeliveries upTo=1&perSecond={}",
                "/dead-letters/redeliveries?id={} upTo=1&perSecond=1",
                "/dead-letters/redeliveries/{}/stop x=y",
                "/faults/{}/consuming mode=fail",
                "/faults/points-service/{} mode=fail",
                "/faults/points-service/consuming mode={}",
                "/faults/points-service/consuming mode=fail&times={}",
                "/faults/points-service/consuming mode=slow&delayMillis={}",
                "/promises/walk-through/points mode={}",
                "/promises/walk-through/orders count={}x",
                "/sales/{}/open x=y",
                "/sales/1/{} x=y",
                "/sales/1/retune queueBound={}",
                "/sales/1/retune admissionRate={}",
                "/sales/rush rate={}");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void odd_form_is_answered(String form) {
        var broken = new ArrayList<String>();
        var token = encoded(operator.csrfToken());
        for (var odd : ODD) {
            var parts = form.replace("{group}", group.name())
                    .replace("{}", encoded(odd))
                    .split(" ", 2);
            if (parts[0].length() > 3_500) {
                continue;
            }
            int status =
                    operator.postRaw(parts[0], parts[1] + "&csrfToken=" + token).statusCode();
            if (status >= 500) {
                broken.add(status + " " + parts[0] + " " + parts[1]);
            }
        }
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=%zz",
                "name=%",
                "name=%e9&password=%ff",
                "%zz=x",
                "name",
                "=",
                "&&&&",
                "name=olga&name=omar&password=a&password=b",
                "name[0]=x",
                "to=/ foo&name=olga&password=wrong",
                "to=%00&name=olga&password=wrong"
            })
    void malformed_sign_in_opens_nothing_and_says_what_is_wrong(String form) {
        assertThat(console.visitor().postRaw("/sign-in", form).statusCode()).isBetween(400, 499);
    }

    @Test
    void malformed_form_of_a_person_who_is_signed_in_is_refused() {
        assertThat(operator.postRaw("/preferences", "theme=%zz").statusCode()).isBetween(400, 499);
        assertThat(operator.postRaw("/preferences", "theme=%ff").statusCode()).isBetween(400, 499);
        assertThat(operator.postRaw("/preferences", "csrfToken=%zz").statusCode())
                .isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept-Language: *;q=x",
                "Accept-Language: ,,,",
                "Accept-Language: zh-CN;q=2",
                "Accept: ;;;",
                "Accept: text/html;q=x",
                "Referer: http://[",
                "Cookie: ORDERFLOW_SESSION=%%%; orderflow-language=\"",
                "Cookie: =;;;",
                "Authorization: Bearer",
                "Authorization: Basic !!!",
                "X-CSRF-TOKEN: .",
                "Last-Event-ID: x",
                "traceparent: x",
                "Range: bytes=9-1",
                "If-Modified-Since: never"
            })
    void odd_header_is_answered(String header) {
        var parts = header.split(": ", 2);

        assertThat(operator.get("/audit", parts[0], parts[1]).statusCode()).isLessThan(500);
        assertThat(operator.get("/static/live.js", parts[0], parts[1]).statusCode())
                .isLessThan(500);
    }

    @Test
    void group_that_there_is_not_is_not_found_and_has_no_row() {
        var answer = operator.submit(
                "/consumers/" + "g".repeat(260) + "/reset",
                Map.of("topic", "order-events", "since", "2026-01-01T00:00"));

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
