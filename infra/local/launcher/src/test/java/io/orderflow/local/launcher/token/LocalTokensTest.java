package io.orderflow.local.launcher.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.orderflow.local.issuer.TokenIssuer;
import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.launcher.data.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    void token_is_checked_with_the_key_that_the_issuer_publishes() throws Exception {
        LocalTokens tokens = tokens();
        SignedJWT token = SignedJWT.parse(tokens.issue(Role.CUSTOMER, "alice"));

        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(token.verify(publishedKey(tokens, token))).isTrue();
        assertThat(folder.resolve(LocalTokens.KEYS))
                .satisfies(file -> assertThat(Files.getPosixFilePermissions(file))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------")));
    }

    @Test
    void after_a_rotation_a_new_key_signs_and_the_earlier_one_is_still_published() throws Exception {
        LocalTokens tokens = tokens();
        SignedJWT before = SignedJWT.parse(tokens.issue(Role.CUSTOMER, "alice"));

        tokens.rotate();

        SignedJWT after = SignedJWT.parse(tokens.issue(Role.CUSTOMER, "alice"));
        assertThat(after.getHeader().getKeyID()).isNotEqualTo(before.getHeader().getKeyID());
        assertThat(after.verify(publishedKey(tokens, after))).isTrue();
        assertThat(before.verify(publishedKey(tokens, before))).isTrue();
    }

    private JWSVerifier publishedKey(LocalTokens tokens, SignedJWT token) throws Exception {
        try (TokenIssuer issuer = tokens.startIssuer(0)) {
            JWK key = JWKSet.load(issuer.keysUrl().toURL())
                    .getKeyByKeyId(token.getHeader().getKeyID());
            assertThat(key.isPrivate()).isFalse();
            return new RSASSAVerifier(key.toRSAKey());
        }
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
