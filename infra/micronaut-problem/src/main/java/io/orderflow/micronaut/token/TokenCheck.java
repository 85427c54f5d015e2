package io.orderflow.micronaut.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides whether a bearer token is good: signature first, then its claims (RFC 8725, RFC 9068). A reason is
 * given only for a token whose signature is right; it is a constant and quotes nothing.
 */
@Singleton
final class TokenCheck {

    static final String UNKNOWN = "the token can't be checked: it is no signed JWT of this issuer";

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    /** Between the issuer's clock and this one. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private static final List<String> TIMES = List.of("exp", "iat", "nbf");
    /** 9999-12-31T23:59:59Z. */
    private static final long LATEST_SECOND = 253_402_300_799L;

    private final TokenSettings settings;

    TokenCheck(TokenSettings settings) {
        this.settings = settings;
    }

    sealed interface Verdict {

        record Good(String subject, List<String> roles, Instant expires) implements Verdict {}

        /** @param reason continues "Refused, because"; ASCII without quotes */
        record Refused(String reason) implements Verdict {}
    }

    /** Null for what is no signed token with the right algorithm and a key id. Algorithms are not negotiable. */
    static @Nullable SignedJWT parse(String token) {
        try {
            var signed = SignedJWT.parse(token);
            return JWSAlgorithm.RS256.equals(signed.getHeader().getAlgorithm())
                            && signed.getHeader().getKeyID() != null
                    ? signed
                    : null;
        } catch (ParseException | IllegalArgumentException noToken) {
            return null;
        }
    }

    Verdict check(SignedJWT token, JWSVerifier verifier, Instant now) {
        try {
            if (!token.verify(verifier)) {
                return new Verdict.Refused(UNKNOWN);
            }
            if (!TYPE.equals(token.getHeader().getType())) {
                return new Verdict.Refused("typ must be at+jwt");
            }
            var json = token.getPayload().toJSONObject();
            if (json == null) {
                return new Verdict.Refused(UNKNOWN);
            }
            var claims = JWTClaimsSet.parse(json);
            if (!TIMES.stream().allMatch(claim -> isTimeOrAbsent(json.get(claim)))) {
                return new Verdict.Refused("exp, iat and nbf must be seconds since 1970, until the year 9999");
            }
            if (!isTextsOrAbsent(json.get("roles"))) {
                return new Verdict.Refused("roles must be a list of texts");
            }
            @Nullable Instant expires = time(json, "exp");
            @Nullable String wrong = wrong(claims, expires, time(json, "iat"), time(json, "nbf"), now);
            return wrong == null && expires != null
                    ? new Verdict.Good(claims.getSubject(), texts(json.get("roles")), expires)
                    : new Verdict.Refused(wrong == null ? UNKNOWN : wrong);
        } catch (JOSEException | ParseException unreadable) {
            return new Verdict.Refused(UNKNOWN);
        }
    }

    /** Beyond these bounds an {@link Instant} can't be made, or be compared with others. */
    private static boolean isTimeOrAbsent(@Nullable Object value) {
        return value == null
                || value instanceof Number seconds
                        && seconds.doubleValue() >= 0
                        && seconds.doubleValue() <= LATEST_SECOND;
    }

    private static boolean isTextsOrAbsent(@Nullable Object value) {
        return value == null || value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
    }

    /** It has been checked that what is there is a list of texts. */
    private static List<String> texts(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }

    /** Seconds since 1970; it has been checked that what is there is one. */
    private static @Nullable Instant time(Map<String, Object> json, String claim) {
        return json.get(claim) instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : null;
    }

    private @Nullable String wrong(
            JWTClaimsSet claims,
            @Nullable Instant expires,
            @Nullable Instant issued,
            @Nullable Instant notBefore,
            Instant now) {
        Instant latest = now.plus(CLOCK_SKEW);
        if (!settings.issuer().equals(claims.getIssuer())) {
            return "iss is not the issuer that this service trusts";
        }
        if (!claims.getAudience().contains(settings.audience())) {
            return "aud must contain " + settings.audience();
        }
        if (expires == null || issued == null) {
            return "exp and iat are required";
        }
        if (!now.isBefore(expires)) {
            return "it has expired";
        }
        if (issued.isAfter(latest) || notBefore != null && notBefore.isAfter(latest)) {
            return "iat or nbf is in the future";
        }
        if (Duration.between(issued, expires).compareTo(settings.longestLifetime()) > 0) {
            return "it is valid for longer than " + settings.longestLifetime().toHours() + " hours";
        }
        if (!Subject.isValid(claims.getSubject())) {
            return "sub must be 1 to " + Subject.LONGEST
                    + " letters, digits or . _ @ - in Unicode normal form C and begin with a letter or digit";
        }
        return null;
    }
}
