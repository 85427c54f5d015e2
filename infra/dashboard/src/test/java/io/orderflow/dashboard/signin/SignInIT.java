package io.orderflow.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.dashboard.Console;
import io.orderflow.dashboard.audit.Audit;
import io.orderflow.testkit.TestTokens;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sign-ins succeed, and what a change requires. */
class SignInIT {

    private static Console console;

    @BeforeAll
    static void start() {
        console = Console.start();
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void who_has_not_signed_in_is_asked_to_and_comes_back_to_where_they_wanted() {
        var visitor = console.visitor();

        var asked = visitor.get("/audit?a=b");
        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(asked.headers().firstValue("Location")).contains("/sign-in?to=%2Faudit%3Fa%3Db");

        var signedIn = visitor.post(
                "/sign-in",
                Map.of("name", Console.OPERATOR, "password", Console.OPERATOR_PASSWORD, "to", "/audit?a=b"));
        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(signedIn.headers().firstValue("Location")).contains("/audit?a=b");
        assertThat(visitor.get("/audit").statusCode()).isEqualTo(200);
    }

    @Test
    void cookie_can_be_read_by_no_script_and_is_sent_by_no_other_site() {
        var signedIn = console.visitor().signIn(Console.OPERATOR, Console.OPERATOR_PASSWORD);

        assertThat(signedIn.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .containsIgnoringCase("; HttpOnly")
                .contains("; SameSite=Strict", "; Path=/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "the reader's"})
    void wrong_password_is_refused_and_opens_nothing(String password) {
        var visitor = console.visitor();

        var refused = visitor.signIn(Console.OPERATOR, password);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("do not belong together");
        assertThat(visitor.get("/audit").statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/",
                "//elsewhere.example",
                "/\\elsewhere.example",
                "javascript:alert(1)",
                "/ foo",
                "/%zz",
                "/a\r\nSet-Cookie: a=b",
                "http:/elsewhere.example",
                ""
            })
    void link_that_leads_away_leads_home(String to) {
        var signedIn = console.visitor()
                .post("/sign-in", Map.of("name", Console.READER, "password", Console.READER_PASSWORD, "to", to));

        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(signedIn.headers().firstValue("Location")).contains("/");
    }

    @Test
    void token_of_a_customer_is_not_enough() {
        var answer = console.visitor().get("/audit", "Authorization", "Bearer " + TestTokens.customer("alice"));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void change_without_the_form_s_token_is_refused_and_with_it_done() {
        var operator = console.operator();

        assertThat(operator.post("/preferences", Map.of("theme", "dark")).statusCode())
                .isEqualTo(403);
        assertThat(operator.post("/preferences", Map.of("theme", "dark", "csrfToken", "made.up"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(operator.get("/audit").body()).contains("data-theme=\"auto\"");

        assertThat(operator.submit("/preferences", Map.of("theme", "dark")).statusCode())
                .isEqualTo(303);
        assertThat(operator.get("/audit").body()).contains("data-theme=\"dark\"");
    }

    @Test
    void token_of_one_session_is_worth_nothing_in_another() {
        var operator = console.operator();
        var other = console.operator();
        var page = other.get("/audit").body();
        int at = page.indexOf("data-csrf=\"") + "data-csrf=\"".length();
        var stolen = page.substring(at, page.indexOf('"', at));

        assertThat(stolen).isNotEmpty();
        assertThat(operator.post("/preferences", Map.of("theme", "dark", "csrfToken", stolen))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void who_signed_out_is_out() {
        var operator = console.operator();

        assertThat(operator.submit("/sign-out", Map.of()).statusCode()).isEqualTo(303);

        assertThat(operator.get("/audit").statusCode()).isEqualTo(303);
    }

    @Test
    void language_is_the_browser_s_until_one_is_chosen() {
        var operator = console.operator();

        assertThat(operator.get("/audit", "Accept-Language", "zh-CN").body()).contains("<html lang=\"zh\"", "操作记录");
        operator.submit("/preferences", Map.of("language", "en"));
        assertThat(operator.get("/audit", "Accept-Language", "zh-CN").body()).contains("<html lang=\"en\"");
    }

    @Test
    void nothing_may_come_from_elsewhere_and_everything_that_is_needed_is_here() {
        var operator = console.operator();
        var page = operator.get("/audit");

        // Without a referrer a browser sends forms with the origin "null", and they are refused.
        for (var path : List.of("/audit", "/sign-in", "/nowhere")) {
            assertThat(operator.get(path).headers().allValues("Referrer-Policy"))
                    .as(path)
                    .containsExactly("same-origin");
        }
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        policy -> assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'"));
        for (var file : List.of(
                "/webjars/htmx.org/2.0.8/dist/htmx.min.js",
                "/webjars/echarts/5.5.0/echarts.min.js",
                "/static/dashboard.css",
                "/static/live.js",
                "/static/keys.js",
                "/static/icon.svg")) {
            assertThat(operator.get(file).statusCode()).as(file).isEqualTo(200);
        }
        assertThat(page.body()).contains("/webjars/htmx.org/2.0.8/dist/htmx.min.js");
    }

    @Test
    void page_that_is_not_there_says_so_in_html() {
        var answer = console.operator().get("/nowhere");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Nothing here");
    }

    @Test
    void form_that_arrives_later_than_its_request_s_head_is_read_as_a_whole() throws Exception {
        var form = "name=" + Console.READER + "&password=" + Console.READER_PASSWORD.replace(" ", "+");
        var url = URI.create(console.url());
        for (int time = 0; time < 10; time++) {
            try (var browser = new Socket(url.getHost(), url.getPort())) {
                var out = browser.getOutputStream();
                out.write("""
                        POST /sign-in HTTP/1.1\r
                        Host: localhost\r
                        Accept: text/html\r
                        Content-Type: application/x-www-form-urlencoded\r
                        Content-Length: %d\r
                        Connection: close\r
                        \r
                        """.formatted(form.length()).getBytes(StandardCharsets.UTF_8));
                out.flush();
                // Answered meanwhile: the head has arrived.
                console.visitor().get("/sign-in");
                out.write(form.getBytes(StandardCharsets.UTF_8));
                out.flush();

                assertThat(new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 303");
            }
        }
    }

    @Test
    void who_came_went_and_tried_to_is_written_down() {
        try (var another = Console.start()) {
            var omar = another.visitor();
            omar.signIn(Console.OTHER_OPERATOR, Console.OPERATOR_PASSWORD);
            omar.submit("/sign-out", Map.of());
            another.visitor().signIn(Console.OTHER_OPERATOR, "a wrong password");
            for (int guess = 0; guess < 12; guess++) {
                another.visitor().signIn("my password, by mistake", "guess");
            }
            var rows = another.bean(Audit.class).latest(20).stream()
                    .map(row -> "%s %s %s %s".formatted(row.actor(), row.action(), row.subject(), row.result()))
                    .toList();

            assertThat(rows)
                    .contains(
                            "omar sign-in address:127.0.0.1 done",
                            "omar sign-out address:127.0.0.1 done",
                            "omar sign-in address:127.0.0.1 refused: wrong password",
                            "(unknown name) sign-in address:127.0.0.1 refused: wrong password")
                    .containsOnlyOnce("(unknown name) sign-in address:127.0.0.1 locked out: too many attempts")
                    .noneMatch(row -> row.contains("my password") || row.contains("a wrong password"));
        }
    }

    @Test
    void eleventh_wrong_attempt_in_a_row_has_to_wait_and_right_ones_do_not_count() {
        try (var another = Console.start()) {
            for (int time = 0; time < 20; time++) {
                assertThat(another.visitor()
                                .signIn(Console.READER, Console.READER_PASSWORD)
                                .statusCode())
                        .isEqualTo(303);
            }
            var answers = IntStream.range(0, 30)
                    .mapToObj(attempt ->
                            another.visitor().signIn(Console.OPERATOR, "guess").statusCode())
                    .toList();

            assertThat(answers)
                    .startsWith(401, 401, 401, 401, 401, 401, 401, 401, 401, 401)
                    .contains(429);
        }
    }
}
