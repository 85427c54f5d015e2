package io.orderflow.micronaut.token;

import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;

/** Refuses tokens that never expire. Micronaut's own validator looks at {@code exp} only where there is one. */
@Singleton
final class RequiredExpiry<R> implements GenericJwtClaimsValidator<R> {

    @Override
    public boolean validate(Claims claims, R request) {
        return claims.get(Claims.EXPIRATION_TIME) != null;
    }
}
