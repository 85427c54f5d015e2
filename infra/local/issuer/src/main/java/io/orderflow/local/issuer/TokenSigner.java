package io.orderflow.local.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Signs access tokens (RFC 9068) that the services of a local stack accept. May be used by many threads. */
public final class TokenSigner {

    public static final String ISSUER = "orderflow-local";
    public static final String AUDIENCE = "orderflow";
    public static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final JWSHeader header;
    private final JWSSigner signer;
    private final Clock clock;

    /** @param key with its private part */
    public TokenSigner(RSAKey key, Clock clock) {
        this.header = new JWSHeader.Builder(SigningKeys.ALGORITHM)
                .type(TYPE)
                .keyID(key.getKeyID())
                .build();
        try {
            this.signer = new RSASSASigner(key);
        } catch (JOSEException unusable) {
            throw new IllegalStateException("The key " + key.getKeyID() + " can't sign", unusable);
        }
        this.clock = clock;
    }

    /** @param role {@code customer} or {@code operator} */
    public String sign(String subject, String role, Duration lifetime) {
        Instant now = clock.instant();
        return sign(claims(subject, role, now, now.plus(lifetime)).build());
    }

    /** Whatever the claims say. */
    public String sign(JWTClaimsSet claims) {
        return sign(header, claims);
    }

    /** The header names algorithm and key; for tests of what services refuse. */
    public String sign(JWSHeader header, JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }

    public static JWTClaimsSet.Builder claims(String subject, String role, Instant issued, Instant expires) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(subject)
                .claim("roles", List.of(role))
                .issueTime(Date.from(issued))
                .expirationTime(Date.from(expires));
    }
}
