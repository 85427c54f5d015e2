package io.orderflow.micronaut.problem;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import io.orderflow.micronaut.token.RefusedToken;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * 401 with a challenge (RFC 6750) that names what is wrong with the token, the same for every token that this issuer has not
 * signed; 403 for a good token without the role.
 */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class RefusedTokenHandler implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {

    private final ProblemResponses responses;

    RefusedTokenHandler(ProblemResponses responses) {
        this.responses = responses;
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface is
    public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException refused) {
        if (refused.isForbidden()) {
            return respond(request, refused, HttpResponse.status(HttpStatus.FORBIDDEN));
        }
        @Nullable String reason = RefusedToken.reason((HttpRequest<?>) request).orElse(null);
        return respond(
                request,
                reason == null
                        ? refused
                        : new ProblemException(
                                ProblemTypes.UNAUTHORIZED.detail("The bearer token is refused: " + reason)),
                HttpResponse.unauthorized()
                        .header(
                                HttpHeaders.WWW_AUTHENTICATE,
                                reason == null
                                        ? "Bearer"
                                        : "Bearer error=\"invalid_token\", error_description=\"" + reason + "\""));
    }

    private MutableHttpResponse<?> respond(HttpRequest<?> request, Throwable cause, MutableHttpResponse<?> base) {
        return responses.processResponse(
                ErrorContext.builder(request).cause(cause).build(), base);
    }
}
