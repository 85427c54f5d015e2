package io.orderflow.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.dashboard.Console;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A session is known by its cookie alone. */
class SessionCookieIT {

    @Test
    void session_s_id_is_in_no_other_header_and_taken_from_none() {
        try (var console = Console.start()) {
            var visitor = console.visitor();
            var signedIn = visitor.signIn(Console.OPERATOR, Console.OPERATOR_PASSWORD);
            var cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
            var id = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));

            assertThat(signedIn.headers().map()).doesNotContainKey("authorization-info");
            assertThat(visitor.get("/audit").headers().map()).doesNotContainKey("authorization-info");
            for (var header : List.of("Authorization-Info", "X-Auth-Token")) {
                assertThat(console.visitor().get("/audit", header, id).statusCode())
                        .isEqualTo(303);
            }
        }
    }

    @Test
    void every_sign_in_has_a_new_id_and_the_old_one_is_worth_nothing() {
        try (var console = Console.start()) {
            var visitor = console.visitor();
            var first = visitor.signIn(Console.OPERATOR, Console.OPERATOR_PASSWORD)
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow();
            var second = visitor.post(
                            "/sign-in",
                            Map.of(
                                    "name", Console.OTHER_OPERATOR,
                                    "password", Console.OPERATOR_PASSWORD,
                                    "csrfToken", visitor.csrfToken()))
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow();

            assertThat(second).isNotEqualTo(first);
            assertThat(console.visitor()
                            .get("/audit", "Cookie", first.substring(0, first.indexOf(';')))
                            .statusCode())
                    .isEqualTo(303);
        }
    }

    @Test
    void outside_the_local_profile_no_other_host_can_set_it_and_it_needs_tls() {
        try (var console = Console.start(Map.of(
                "micronaut.session.http.cookie-name",
                "__Host-ORDERFLOW_SESSION",
                "micronaut.session.http.cookie-secure",
                "true"))) {
            assertThat(console.visitor()
                            .signIn(Console.OPERATOR, Console.OPERATOR_PASSWORD)
                            .headers()
                            .allValues("Set-Cookie"))
                    .singleElement()
                    .asString()
                    .startsWith("__Host-ORDERFLOW_SESSION=")
                    .contains("; Secure", "; Path=/", "; SameSite=Strict")
                    .doesNotContainIgnoringCase("domain=");
        }
    }
}
