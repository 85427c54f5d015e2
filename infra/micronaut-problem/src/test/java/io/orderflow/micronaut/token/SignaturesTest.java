package io.orderflow.micronaut.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.orderflow.local.issuer.SigningKeys;
import io.orderflow.local.issuer.TokenSigner;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a platform that Conscrypt has a library for; all that the project is built on are. */
class SignaturesTest {

    @Test
    void boringssl_and_the_jdk_agree_on_good_and_on_spoilt_signatures() throws Exception {
        var key = SigningKeys.temporary().current();
        String good = new TokenSigner(key, Clock.systemUTC()).sign("ada", "customer", Duration.ofMinutes(1));
        var other = SigningKeys.temporary().current();
        String foreign = new TokenSigner(other, Clock.systemUTC()).sign("ada", "customer", Duration.ofMinutes(1));

        for (var verifier :
                List.of(Signatures.verifier(key.toRSAPublicKey()), new RSASSAVerifier(key.toRSAPublicKey()))) {
            assertThat(SignedJWT.parse(good).verify(verifier)).isTrue();
            assertThat(SignedJWT.parse(foreign).verify(verifier)).isFalse();
            assertThat(SignedJWT.parse(good.substring(0, good.length() - 8) + "AAAAAAAA")
                            .verify(verifier))
                    .isFalse();
            assertThat(SignedJWT.parse(good.substring(0, good.lastIndexOf('.') + 1) + "AAAA")
                            .verify(verifier))
                    .isFalse();
        }
    }

    @Test
    void boringssl_is_used() throws Exception {
        var verifier = Signatures.verifier(SigningKeys.temporary().current().toRSAPublicKey());

        assertThat(verifier.getJCAContext().getProvider()).isNotNull();
        assertThat(verifier.getJCAContext().getProvider().getName()).isEqualTo("Conscrypt");
    }
}
