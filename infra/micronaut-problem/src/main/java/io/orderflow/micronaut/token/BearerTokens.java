package io.orderflow.micronaut.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.token.Claims;
import io.micronaut.security.token.TokenAuthenticationFetcher;
import io.micronaut.security.token.reader.TokenResolver;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Reads a request's bearer token. A token that was found good is remembered for as long as it is valid and the issuer's keys do
 * not change, so that its signature is checked once; a refused token is not remembered. Keys are in memory, so no request
 * waits, except when a token names a key that this service does not know yet.
 */
@Singleton
@Replaces(TokenAuthenticationFetcher.class)
final class BearerTokens implements AuthenticationFetcher<HttpRequest<?>> {

    private final TokenResolver<HttpRequest<?>> tokens;
    private final TokenKeys keys;
    private final TokenCheck check;
    private final Clock clock = Clock.systemUTC();
    private final Cache<TokenDigest, Remembered> remembered;

    BearerTokens(TokenResolver<HttpRequest<?>> tokens, TokenKeys keys, TokenCheck check, TokenSettings settings) {
        this.tokens = tokens;
        this.keys = keys;
        this.check = check;
        this.remembered =
                Caffeine.newBuilder().maximumSize(settings.remembered()).build();
    }

    private record Remembered(Authentication authentication, Instant expires, TokenKeys.KeySet keys) {}

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        List<String> given = tokens.resolveTokens(request);
        if (given.isEmpty()) {
            return Publishers.empty();
        }
        String token = given.getFirst();
        Instant now = clock.instant();
        var digest = TokenDigest.of(token);
        var known = remembered.getIfPresent(digest);
        if (known != null && known.keys() == keys.current() && now.isBefore(known.expires())) {
            return Publishers.just(known.authentication());
        }
        var signed = TokenCheck.parse(token);
        if (signed == null) {
            RefusedToken.remember(request, TokenCheck.UNKNOWN);
            return Publishers.empty();
        }
        var set = keys.current();
        if (set.verifiers().containsKey(signed.getHeader().getKeyID())) {
            var authentication = authenticate(request, digest, signed, set, now);
            return authentication == null ? Publishers.empty() : Publishers.just(authentication);
        }
        return Publishers.fromCompletableFuture(
                () -> keys.fetched().thenApply(fetched -> authenticate(request, digest, signed, fetched, now)));
    }

    private @Nullable Authentication authenticate(
            HttpRequest<?> request, TokenDigest digest, SignedJWT signed, TokenKeys.KeySet set, Instant now) {
        var verifier = set.verifiers().get(signed.getHeader().getKeyID());
        if (verifier == null) {
            RefusedToken.remember(request, TokenCheck.UNKNOWN);
            return null;
        }
        return switch (check.check(signed, verifier, now)) {
            case TokenCheck.Verdict.Good good -> {
                var authentication = authentication(good);
                remembered.put(digest, new Remembered(authentication, good.expires(), set));
                yield authentication;
            }
            case TokenCheck.Verdict.Refused refused -> {
                RefusedToken.remember(request, refused.reason());
                yield null;
            }
        };
    }

    /** Of the claims only {@code exp}, in seconds: many are kept in memory, and no service asks for the others. */
    private static Authentication authentication(TokenCheck.Verdict.Good good) {
        return Authentication.build(
                good.subject(),
                good.roles(),
                Map.of(Claims.EXPIRATION_TIME, good.expires().getEpochSecond()));
    }
}
