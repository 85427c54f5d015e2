package io.orderflow.micronaut.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.orderflow.local.issuer.TokenSigner;
import io.orderflow.micronaut.problem.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a correctly signed token must say, seen by its sender. */
class TokenClaimsTest {

    private static EmbeddedServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        server = ApplicationContext.run(EmbeddedServer.class, Tokens.properties());
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "alice", "Zoë", "张三", "o.brien_7@example-shop", "٣ملك"})
    void name_of_any_script_is_a_subject(String subject) throws Exception {
        assertThat(get(Tokens.signed(Tokens.claims().subject(subject).build())).statusCode())
                .isEqualTo(200);
    }

    static List<String> oddSubjects() {
        return List.of(
                "",
                " ",
                "   ",
                "alice ",
                " alice",
                "al ice",
                "alice\n",
                "alice\r\n2026-01-01 INFO forged",
                "a\u0000b",
                "a\tb",
                "-alice",
                ".",
                "a+b",
                "a/b",
                "a#b",
                "\ud83d",
                "a\udc00",
                "\ud83d\ude00",
                // Decomposed: looks like Zoë, is another string.
                "Zoe\u0308",
                "a\u200bb",
                "\u202ealice",
                // Letters and marks, but drawn as nothing.
                "\u3164",
                "alice\u3164",
                "\u115fa",
                "alice\ufe0f",
                "alice\u034f",
                "alice\udb40\udd00",
                "x".repeat(65),
                "x".repeat(300),
                "\ud842\udfb7".repeat(65));
    }

    @ParameterizedTest
    @MethodSource("oddSubjects")
    void odd_subject_is_a_401_that_says_so(String subject) throws Exception {
        assertRefused(Tokens.signed(Tokens.claims().subject(subject).build()), "sub must be 1 to 64 letters");
    }

    @Test
    void sixty_four_code_points_are_not_too_many() throws Exception {
        var longest = "\ud842\udfb7".repeat(64);

        assertThat(get(Tokens.signed(Tokens.claims().subject(longest).build())).statusCode())
                .isEqualTo(200);
    }

    @Test
    void token_without_a_subject_is_refused() throws Exception {
        assertRefused(Tokens.signed(Tokens.claims().subject(null).build()), "sub must be");
    }

    @Test
    void times_are_checked() throws Exception {
        var now = Instant.now();
        assertRefused(Tokens.signed(at(now.plusSeconds(3600), now.plusSeconds(7200))), "in the future");
        assertRefused(
                Tokens.signed(Tokens.claims()
                        .notBeforeTime(Date.from(now.plusSeconds(3600)))
                        .build()),
                "in the future");
        assertRefused(Tokens.signed(at(now, now.plusSeconds(25 * 3600))), "longer than 24 hours");
        assertRefused(Tokens.signed(Tokens.claims().issueTime(null).build()), "exp and iat are required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "-9223372036854775808", "99999999999999999999999", "1e300", "-1"})
    void time_beyond_all_calendars_is_refused(String seconds) throws Exception {
        for (String claim : List.of("exp", "iat", "nbf")) {
            assertRefused(Tokens.signedJson(Map.of(claim, seconds)), "must be seconds since 1970");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[null]", "[1]", "[[\"operator\"]]", "{}", "true", "\"operator\""})
    void roles_are_a_list_of_texts(String roles) throws Exception {
        assertRefused(Tokens.signedJson(Map.of("roles", roles)), "roles must be a list of texts");
    }

    @Test
    void key_that_a_token_brings_along_counts_for_nothing_beside_a_known_key_id() throws Exception {
        var here = URI.create("http://127.0.0.1:1/keys");
        for (var header : List.of(
                header(TokenSigner.TYPE).jwk(Tokens.strangersKey()),
                header(TokenSigner.TYPE).jwkURL(here),
                header(TokenSigner.TYPE).x509CertURL(here))) {
            assertRefused(
                    Tokens.signedByAStranger(header.build(), Tokens.claims().build()), "can't be checked");
        }
    }

    @Test
    void audience_and_issuer_are_checked() throws Exception {
        assertRefused(Tokens.signed(Tokens.claims().audience("another").build()), "aud must contain orderflow");
        assertRefused(Tokens.signed(Tokens.claims().audience((String) null).build()), "aud must contain orderflow");
        assertRefused(Tokens.signed(Tokens.claims().issuer("another").build()), "iss is not");
    }

    @Test
    void token_of_another_type_is_no_bearer_token() throws Exception {
        for (String type : List.of("admission+jwt", "JWT", "at+JWT ")) {
            assertRefused(
                    Tokens.signed(
                            header(new JOSEObjectType(type)).build(),
                            Tokens.claims().build()),
                    "typ must be at+jwt");
        }
    }

    @Test
    void keys_that_a_token_brings_along_are_not_looked_at() throws Exception {
        var header = header(TokenSigner.TYPE)
                .jwkURL(URI.create("http://127.0.0.1:1/keys"))
                .keyID("unknown")
                .build();

        assertRefused(Tokens.signed(header, Tokens.claims().build()), "can't be checked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "' OR 1=1", "\u0000", ""})
    void odd_key_id_is_only_an_unknown_one(String keyId) throws Exception {
        var header = header(TokenSigner.TYPE).keyID(keyId).build();

        assertRefused(Tokens.signed(header, Tokens.claims().build()), "can't be checked");
    }

    private static JWSHeader.Builder header(JOSEObjectType type) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).type(type).keyID(Tokens.keyId());
    }

    private static JWTClaimsSet at(Instant issued, Instant expires) {
        return TokenSigner.claims("ada", "customer", issued, expires).build();
    }

    private static void assertRefused(String token, String reason) throws Exception {
        var answer = get(token);
        assertThat(answer.statusCode()).as(reason).isEqualTo(401);
        assertThat(answer.body()).contains("/problems/unauthorized", reason);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).contains("invalid_token", reason);
    }

    private static HttpResponse<String> get(String token) throws Exception {
        return client.send(
                HttpRequest.newBuilder(server.getURI().resolve("/shelf"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }
}
