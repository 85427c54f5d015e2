package io.orderflow.seckill;

import com.nimbusds.jwt.JWT;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.token.TokenAuthenticationFetcher;
import io.micronaut.security.token.jwt.validator.JsonWebTokenValidator;
import io.micronaut.security.token.jwt.validator.JwtAuthenticationFactory;
import io.micronaut.security.token.reader.TokenResolver;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Who asks, by the bearer token. Micronaut's own validator checks it, signature and claims, every time; only its way there is
 * shorter: a secret is at hand, nothing has to be waited for, and nobody listens to validated tokens. The usual reactive way
 * costs a sixth of what it takes to say "sold out".
 */
@Singleton
@Replaces(TokenAuthenticationFetcher.class)
class BearerTokens implements AuthenticationFetcher<HttpRequest<?>> {

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
                return Mono.just(authentication.get());
            }
        }
        return Mono.empty();
    }
}
