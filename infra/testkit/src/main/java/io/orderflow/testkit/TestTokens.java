package io.orderflow.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/** Bearer tokens as the local profile issues them, and some that must be refused. */
public final class TestTokens {

    private static final String ISSUER = "orderflow-local";
    private static final Duration VALID = Duration.ofHours(1);
    private static final String SECRET = randomSecret();

    private TestTokens() {}

    /** This JVM's signing secret, the {@code JWT_SECRET} of every service that a test starts. */
    public static String secret() {
        return SECRET;
    }

    public static String customer(String name) {
        return signed(claims(name, "customer", Instant.now().plus(VALID)), SECRET);
    }

    public static String operator(String name) {
        return signed(claims(name, "operator", Instant.now().plus(VALID)), SECRET);
    }

    /** Was a customer's until an hour ago. */
    public static String expired(String name) {
        return signed(claims(name, "customer", Instant.now().minus(VALID)), SECRET);
    }

    /** Everything right but the signature. */
    public static String forged(String name) {
        return signed(claims(name, "operator", Instant.now().plus(VALID)), randomSecret());
    }

    /** {@code alg=none}. */
    public static String unsigned(String name) {
        return new PlainJWT(claims(name, "operator", Instant.now().plus(VALID))).serialize();
    }

    private static JWTClaimsSet claims(String name, String role, Instant expiry) {
        return new JWTClaimsSet.Builder()
                .subject(name)
                .claim("roles", List.of(role))
                .issuer(ISSUER)
                .expirationTime(Date.from(expiry))
                .build();
    }

    private static String signed(JWTClaimsSet claims, String secret) {
        try {
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String randomSecret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
