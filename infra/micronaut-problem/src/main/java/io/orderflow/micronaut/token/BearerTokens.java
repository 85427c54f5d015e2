package io.orderflow.micronaut.token;

import com.nimbusds.jwt.JWT;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.token.TokenAuthenticationFetcher;
import io.micronaut.security.token.jwt.validator.JsonWebTokenValidator;
import io.micronaut.security.token.jwt.validator.JwtAuthenticationFactory;
import io.micronaut.security.token.reader.TokenResolver;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/**
 * Reads a request's bearer token. Micronaut's own validator checks it, signature and claims, every time; only the way there
 * is shorter than Micronaut's: with a secret at hand nothing has to be waited for, and nobody listens to validated tokens. The
 * reactive way costs a quarter of what it takes to answer with a constant.
 */
@Singleton
@Replaces(TokenAuthenticationFetcher.class)
final class BearerTokens implements AuthenticationFetcher<HttpRequest<?>> {

    private final TokenResolver<HttpRequest<?>> tokens;
    private final JsonWebTokenValidator<JWT, HttpRequest<?>> validator;
    private final JwtAuthenticationFactory authentications;

    BearerTokens(
            TokenResolver<HttpRequest<?>> tokens,
            JsonWebTokenValidator<JWT, HttpRequest<?>> validator,
            JwtAuthenticationFactory authentications) {
        this.tokens = tokens;
        this.validator = validator;
        this.authentications = authentications;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        for (var token : tokens.resolveTokens(request)) {
            var authentication = validator.validate(token, request).flatMap(authentications::createAuthentication);
            if (authentication.isPresent()) {
                return Publishers.just(authentication.get());
            }
        }
        return Publishers.empty();
    }
}
