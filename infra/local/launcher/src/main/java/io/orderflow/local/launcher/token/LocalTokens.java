package io.orderflow.local.launcher.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.launcher.data.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;

/** Signs what the local services accept: HS256 with the secret that they are started with, good for 12 hours. */
public final class LocalTokens {

    /** Name of the secret that services get as {@code JWT_SECRET}. */
    public static final String SECRET = "jwt";

    static final String ISSUER = "orderflow-local";
    static final Duration LIFETIME = Duration.ofHours(12);

    /** What a service stores as a customer's id: short, and harmless in a URL or a log line. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    private final String secret;
    private final Clock clock;

    public LocalTokens(Secrets secrets, Clock clock) {
        this.secret = secrets.get(SECRET);
        this.clock = clock;
    }

    public String issue(Role role, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new Refusal("A name has 1 to 64 letters, digits or . _ @ - and begins with a letter or digit.");
        }
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(name)
                .claim("roles", List.of(role.claim()))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }
}
