package io.orderflow.micronaut.problem;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Good and bad bearer tokens. */
final class Tokens {

    private static final String SECRET = "test-secret-of-at-least-32-bytes!";

    private Tokens() {}

    static String good() {
        return signed(SECRET, Instant.now().plusSeconds(60));
    }

    static String expired() {
        return signed(SECRET, Instant.now().minusSeconds(3600));
    }

    static String everlasting() {
        return signed(SECRET, null);
    }

    static String forged() {
        return signed("another-secret-of-at-least-32-bytes", Instant.now().plusSeconds(60));
    }

    static String unsigned() {
        return new PlainJWT(claims(Instant.now().plusSeconds(60))).serialize();
    }

    private static String signed(String secret, @Nullable Instant expires) {
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims(expires));
        try {
            token.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static JWTClaimsSet claims(@Nullable Instant expires) {
        return new JWTClaimsSet.Builder()
                .subject("ada")
                .claim("roles", List.of("customer"))
                .expirationTime(expires == null ? null : Date.from(expires))
                .build();
    }
}
