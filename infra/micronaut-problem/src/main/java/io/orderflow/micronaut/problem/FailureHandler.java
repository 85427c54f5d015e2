package io.orderflow.micronaut.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import jakarta.inject.Singleton;

/** Catches what no other handler claims, so that Micronaut logs nothing and invents no answer of its own. */
@Singleton
final class FailureHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {

    private final ProblemResponses responses;

    FailureHandler(ProblemResponses responses) {
        this.responses = responses;
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface is
    public HttpResponse<?> handle(HttpRequest request, Throwable failure) {
        return responses.processResponse(
                ErrorContext.builder(request).cause(failure).build(), HttpResponse.serverError());
    }
}
