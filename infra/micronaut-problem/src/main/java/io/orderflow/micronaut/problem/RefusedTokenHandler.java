package io.orderflow.micronaut.problem;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;

/** 401 with a challenge, the same for a missing, expired or forged token; 403 for a good token without the role. */
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
        MutableHttpResponse<?> base = refused.isForbidden()
                ? HttpResponse.status(io.micronaut.http.HttpStatus.FORBIDDEN)
                : HttpResponse.unauthorized().header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return responses.processResponse(
                ErrorContext.builder(request).cause(refused).build(), base);
    }
}
