package io.orderflow.dashboard.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;

/** Tokens with which the console calls services, each good for one minute. */
@Singleton
public final class ServiceTokens {

    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private final String secret;
    private final String issuer;
    private final Clock clock;

    ServiceTokens(
            @Value("${service-tokens.secret}") String secret,
            @Value("${service-tokens.issuer}") String issuer,
            Clock clock) {
        this.secret = secret;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** @return an {@code Authorization} header with which pages look, the same for all readers */
    public String looking() {
        return bearer("dashboard", "operator");
    }

    /**
     * @param name of the operator who wants the change: the service writes it down
     * @return an {@code Authorization} header that speaks for that operator
     */
    public String operator(String name) {
        return bearer(name, "operator");
    }

    /** @return an {@code Authorization} header that speaks for a customer, to place orders for demonstration */
    public String customer(String name) {
        return bearer(name, "customer");
    }

    private String bearer(String name, String role) {
        var claims = new JWTClaimsSet.Builder()
                .subject(name)
                .issuer(issuer)
                .claim("roles", List.of(role))
                .expirationTime(Date.from(clock.instant().plus(GOOD_FOR)))
                .build();
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(secret));
        } catch (JOSEException unsigned) {
            throw new IllegalStateException("The secret JWT_SECRET can't sign", unsigned);
        }
        return "Bearer " + token.serialize();
    }
}
