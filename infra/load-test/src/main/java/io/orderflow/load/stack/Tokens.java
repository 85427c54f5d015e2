package io.orderflow.load.stack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Signs bearer tokens that the local profile accepts, for as many customers as a load needs. */
public final class Tokens {

    private static final Duration LIFETIME = Duration.ofHours(12);

    private final MACSigner signer;
    private final Instant now;

    public Tokens(String secret, Instant now) {
        try {
            this.signer = new MACSigner(secret);
        } catch (JOSEException unusable) {
            throw new IllegalStateException("The stack's JWT secret can't sign", unusable);
        }
        this.now = now;
    }

    public String customer(String name) {
        return issue(name, "customer");
    }

    public String operator(String name) {
        return issue(name, "operator");
    }

    private String issue(String name, String role) {
        var claims = new JWTClaimsSet.Builder()
                .issuer("orderflow-local")
                .subject(name)
                .claim("roles", List.of(role))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build();
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }
}
