package io.orderflow.local.launcher.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.launcher.data.Secrets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalTokensTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void token_names_its_bearer_role_and_issuer_and_ends_after_twelve_hours() throws Exception {
        SignedJWT token = SignedJWT.parse(tokens().issue(Role.OPERATOR, "olga"));

        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("olga");
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).isEqualTo(List.of("operator"));
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("orderflow-local");
        assertThat(token.getJWTClaimsSet().getExpirationTime())
                .isEqualTo(Date.from(Instant.parse("2026-01-03T00:00:00Z")));
    }

    @Test
    void token_is_signed_with_the_secret_that_services_get() throws Exception {
        SignedJWT token = SignedJWT.parse(tokens().issue(Role.CUSTOMER, "alice"));

        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.HS256);
        assertThat(token.verify(new MACVerifier(new Secrets(folder).get(LocalTokens.SECRET))))
                .isTrue();
        assertThat(token.verify(new MACVerifier(new Secrets(folder).get("another"))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "a", "a.b-c_d@example.org", "7"})
    void ordinary_names_are_accepted(String name) {
        assertThat(tokens().issue(Role.CUSTOMER, name)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "-x",
                "a\nb",
                "a\"b",
                "ünal",
                "../etc",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void other_names_are_refused(String name) {
        assertThatThrownBy(() -> tokens().issue(Role.CUSTOMER, name))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("A name has 1 to 64");
    }

    private LocalTokens tokens() {
        return new LocalTokens(new Secrets(folder), Clock.fixed(NOON, ZoneOffset.UTC));
    }
}
