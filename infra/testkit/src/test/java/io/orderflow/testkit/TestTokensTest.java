package io.orderflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestTokensTest {

    @Test
    void a_customers_token_is_signed_and_says_who_and_until_when() throws Exception {
        var token = SignedJWT.parse(TestTokens.customer("alice"));
        var claims = token.getJWTClaimsSet();
        assertThat(token.verify(published(token))).isTrue();
        assertThat(claims.getSubject()).isEqualTo("alice");
        assertThat(claims.getStringListClaim("roles")).isEqualTo(List.of("customer"));
        assertThat(claims.getIssuer()).isEqualTo("orderflow-local");
        assertThat(claims.getExpirationTime()).isInTheFuture();
    }

    @Test
    void a_forged_token_does_not_verify() throws Exception {
        var token = SignedJWT.parse(TestTokens.forged("mallory"));
        assertThat(token.verify(published(token))).isFalse();
    }

    @Test
    void an_expired_token_has_ended() throws Exception {
        var token = SignedJWT.parse(TestTokens.expired("alice"));
        assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant()).isBefore(Instant.now());
    }

    private static JWSVerifier published(SignedJWT token) throws Exception {
        var key = JWKSet.load(TestTokens.keys().toURL())
                .getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(key.isPrivate()).isFalse();
        return new RSASSAVerifier(key.toRSAKey());
    }
}
