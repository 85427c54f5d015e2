package io.orderflow.load.stack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
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

    /** A customer's token by somebody who does not know the secret. */
    public String signedByAnotherKey(String name) {
        return sign(claims(name, "customer", now.plus(LIFETIME)), forger());
    }

    /** A customer's token that was valid until an hour ago. */
    public String expired(String name) {
        return sign(claims(name, "customer", now.minus(Duration.ofHours(1))), signer);
    }

    /** A customer's token with algorithm "none". */
    public String unsigned(String name) {
        return new PlainJWT(claims(name, "customer", now.plus(LIFETIME))).serialize();
    }

    private String issue(String name, String role) {
        return sign(claims(name, role, now.plus(LIFETIME)), signer);
    }

    private static MACSigner forger() {
        try {
            return new MACSigner("this is not the secret, but it is as long as one");
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JWTClaimsSet claims(String name, String role, Instant end) {
        return new JWTClaimsSet.Builder()
                .issuer("orderflow-local")
                .subject(name)
                .claim("roles", List.of(role))
                .issueTime(Date.from(end.minus(LIFETIME)))
                .expirationTime(Date.from(end))
                .build();
    }

    private static String sign(JWTClaimsSet claims, MACSigner signer) {
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }
}
