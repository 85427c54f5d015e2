package io.orderflow.micronaut.problem;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.orderflow.local.issuer.SigningKeys;
import io.orderflow.local.issuer.TokenSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Good and bad bearer tokens, and the key set that a server needs to distinguish them. */
public final class Tokens {

    private static final Path PUBLISHED = Path.of("target", "test-jwks.json").toAbsolutePath();
    private static final TokenSigner SIGNER = signer("test-token-keys.json", true);
    private static final TokenSigner STRANGER = signer("test-other-token-keys.json", false);

    private Tokens() {}

    public static Map<String, Object> properties() {
        return Map.of("tokens.keys", PUBLISHED.toUri().toString());
    }

    public static String good() {
        return SIGNER.sign("ada", "customer", Duration.ofMinutes(1));
    }

    /** Signed by the right key, whatever its claims. */
    public static String signed(JWTClaimsSet claims) {
        return SIGNER.sign(claims);
    }

    public static String signed(JWSHeader header, JWTClaimsSet claims) {
        return SIGNER.sign(header, claims);
    }

    /** Signed by the right key, with claims as JSON that no {@link JWTClaimsSet} holds. */
    public static String signedJson(Map<String, String> json) {
        long now = Instant.now().getEpochSecond();
        var claims = new TreeMap<>(Map.of(
                "iss",
                '"' + TokenSigner.ISSUER + '"',
                "aud",
                '"' + TokenSigner.AUDIENCE + '"',
                "sub",
                "\"ada\"",
                "roles",
                "[\"customer\"]",
                "iat",
                Long.toString(now),
                "exp",
                Long.toString(now + 60)));
        claims.putAll(json);
        String payload = claims.entrySet().stream()
                .map(claim -> '"' + claim.getKey() + "\":" + claim.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        try {
            var key = key("test-token-keys.json");
            var token = new JWSObject(
                    new JWSHeader.Builder(SigningKeys.ALGORITHM)
                            .type(TokenSigner.TYPE)
                            .keyID(key.getKeyID())
                            .build(),
                    new Payload(payload));
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String signedByAStranger(JWSHeader header, JWTClaimsSet claims) {
        return STRANGER.sign(header, claims);
    }

    /** Its public part. */
    public static JWK strangersKey() {
        return key("test-other-token-keys.json").toPublicJWK();
    }

    public static JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return TokenSigner.claims("ada", "customer", now, now.plusSeconds(60));
    }

    public static String keyId() {
        return key("test-token-keys.json").getKeyID();
    }

    private static RSAKey key(String file) {
        try {
            return SigningKeys.in(PUBLISHED.resolveSibling(file)).current();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String expired() {
        Instant now = Instant.now();
        return SIGNER.sign(TokenSigner.claims("ada", "customer", now.minusSeconds(7200), now.minusSeconds(3600))
                .build());
    }

    static String everlasting() {
        return SIGNER.sign(claims().expirationTime(null).build());
    }

    public static String forged() {
        return STRANGER.sign("ada", "customer", Duration.ofMinutes(1));
    }

    public static String unsigned() {
        return new PlainJWT(claims().build()).serialize();
    }

    /** HMAC with the published key as secret: what a verifier accepts that lets the token choose the algorithm. */
    public static String signedWithThePublicKey() {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .type(TokenSigner.TYPE)
                            .keyID(keyId())
                            .build(),
                    claims().build());
            token.sign(new MACSigner(Files.readAllBytes(PUBLISHED)));
            return token.serialize();
        } catch (JOSEException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static TokenSigner signer(String file, boolean published) {
        try {
            Files.createDirectories(PUBLISHED.getParent());
            var keys = SigningKeys.in(PUBLISHED.resolveSibling(file));
            if (published) {
                Files.writeString(PUBLISHED, keys.published(Instant.now()).toString());
            }
            return new TokenSigner(keys.current(), Clock.systemUTC());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
