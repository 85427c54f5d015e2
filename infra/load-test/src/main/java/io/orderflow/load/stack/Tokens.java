package io.orderflow.load.stack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import io.orderflow.local.issuer.SigningKeys;
import io.orderflow.local.issuer.TokenSigner;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Signs bearer tokens that the local profile accepts, for as many customers as a load needs. May be used by many threads. */
public final class Tokens {

    private static final Duration LIFETIME = Duration.ofHours(12);

    private final TokenSigner signer;
    private final TokenSigner forger;
    private final Instant now;

    public Tokens(SigningKeys keys, Instant now) throws IOException {
        this.signer = new TokenSigner(keys.current(), Clock.systemUTC());
        try {
            // Under the right key's name, with another key.
            this.forger = new TokenSigner(
                    new RSAKeyGenerator(2048).keyID(keys.current().getKeyID()).generate(), Clock.systemUTC());
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        this.now = now;
    }

    public String customer(String name) {
        return issue(name, "customer");
    }

    public String operator(String name) {
        return issue(name, "operator");
    }

    /** A customer's token, signed without the issuer's key. */
    public String signedByAnotherKey(String name) {
        return forger.sign(
                TokenSigner.claims(name, "customer", now, now.plus(LIFETIME)).build());
    }

    /** A customer's token that was valid until an hour ago. */
    public String expired(String name) {
        Instant end = now.minus(Duration.ofHours(1));
        return signer.sign(
                TokenSigner.claims(name, "customer", end.minus(LIFETIME), end).build());
    }

    /** A customer's token with algorithm "none". */
    public String unsigned(String name) {
        return new PlainJWT(TokenSigner.claims(name, "customer", now, now.plus(LIFETIME))
                        .build())
                .serialize();
    }

    private String issue(String name, String role) {
        return signer.sign(
                TokenSigner.claims(name, role, now, now.plus(LIFETIME)).build());
    }
}
