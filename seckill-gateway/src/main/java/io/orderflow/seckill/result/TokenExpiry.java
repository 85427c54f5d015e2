package io.orderflow.seckill.result;

import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.Claims;
import java.time.Instant;

/** When a customer's token is no longer good. */
final class TokenExpiry {

    private TokenExpiry() {}

    /** @throws IllegalStateException for a token without expiry; authentication accepts none */
    static Instant of(Authentication customer) {
        return switch (customer.getAttributes().get(Claims.EXPIRATION_TIME)) {
            case Number seconds -> Instant.ofEpochSecond(seconds.longValue());
            case null, default -> throw new IllegalStateException("A token without exp was accepted");
        };
    }
}
