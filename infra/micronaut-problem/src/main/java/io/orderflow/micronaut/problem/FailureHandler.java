package io.orderflow.micronaut.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Catches what no other handler claims, so that Micronaut logs nothing and invents no answer of its own. */
@Singleton
final class FailureHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

    /** Operating systems' messages for a connection that the peer closed. */
    private static final Pattern CONNECTION_LOST = Pattern.compile(
            ".*(connection (reset|closed|abort|broken)|broken pipe).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final ProblemResponses responses;

    FailureHandler(ProblemResponses responses) {
        this.responses = responses;
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface is
    public HttpResponse<?> handle(HttpRequest request, Throwable failure) {
        if (isClientGone(failure)) {
            LOG.debug("The client left before its answer", failure);
            return HttpResponse.badRequest();
        }
        return responses.processResponse(
                ErrorContext.builder(request).cause(failure).build(), HttpResponse.serverError());
    }

    private static boolean isClientGone(Throwable failure) {
        return failure instanceof ClosedChannelException
                || failure instanceof IOException
                        && CONNECTION_LOST
                                .matcher(String.valueOf(failure.getMessage()))
                                .matches();
    }
}
