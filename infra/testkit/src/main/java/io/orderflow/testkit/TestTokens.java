package io.orderflow.testkit;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.orderflow.local.issuer.SigningKeys;
import io.orderflow.local.issuer.TokenIssuer;
import io.orderflow.local.issuer.TokenSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Bearer tokens as the local profile issues them, and some that must be refused. The issuer runs in this JVM, on loopback. */
public final class TestTokens {

    private static final Duration VALID = Duration.ofHours(1);
    private static final String CLIENT_SECRET = UUID.randomUUID().toString();
    private static final SigningKeys KEYS = newKeys();
    private static final TokenIssuer ISSUER = newIssuer();
    private static final Map<String, String> GIVEN = new ConcurrentHashMap<>();

    private TestTokens() {}

    /** Where every service that a test starts finds the public keys: its {@code JWKS_URI}. */
    public static URI keys() {
        return ISSUER.keysUrl();
    }

    /** Where the dashboard gets tokens in a person's name: its {@code TOKEN_ISSUER_URL}. */
    public static URI issuer() {
        return ISSUER.url();
    }

    /** What the dashboard shows the issuer: its {@code TOKEN_CLIENT_SECRET}. */
    public static String clientSecret() {
        return CLIENT_SECRET;
    }

    /** The same one for the same name while the key is the same: signing takes milliseconds. */
    public static String customer(String name) {
        return GIVEN.computeIfAbsent(name, unknown -> signer().sign(unknown, "customer", VALID));
    }

    public static String operator(String name) {
        return signer().sign(name, "operator", VALID);
    }

    /** Signed by the issuer, whatever its claims; begin with {@link #claims}. */
    public static String with(JWTClaimsSet claims) {
        return signer().sign(claims);
    }

    /** Those of {@link #customer}. */
    public static JWTClaimsSet.Builder claims(String name) {
        Instant now = Instant.now();
        return TokenSigner.claims(name, "customer", now, now.plus(VALID));
    }

    /** Was a customer's until an hour ago. */
    public static String expired(String name) {
        Instant now = Instant.now();
        return with(TokenSigner.claims(name, "customer", now.minus(VALID.multipliedBy(2)), now.minus(VALID))
                .build());
    }

    /** Everything right but the signature. */
    public static String forged(String name) {
        String good = operator(name);
        int signature = good.lastIndexOf('.') + 1;
        char first = good.charAt(signature) == 'A' ? 'B' : 'A';
        return good.substring(0, signature) + first + good.substring(signature + 1);
    }

    /** {@code alg=none}. */
    public static String unsigned(String name) {
        Instant now = Instant.now();
        return new PlainJWT(TokenSigner.claims(name, "operator", now, now.plus(VALID))
                        .build())
                .serialize();
    }

    /** From now on another key signs; tokens of the earlier one stay good. */
    public static void rotateKeys() {
        try {
            KEYS.rotate(Instant.now());
            GIVEN.clear();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static TokenSigner signer() {
        try {
            return new TokenSigner(KEYS.current(), Clock.systemUTC());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static SigningKeys newKeys() {
        try {
            return SigningKeys.temporary();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static TokenIssuer newIssuer() {
        try {
            return TokenIssuer.start(0, KEYS, CLIENT_SECRET, Clock.systemUTC());
        } catch (IOException unbindable) {
            throw new UncheckedIOException(unbindable);
        }
    }
}
