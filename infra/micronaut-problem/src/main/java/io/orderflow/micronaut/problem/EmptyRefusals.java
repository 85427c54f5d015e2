package io.orderflow.micronaut.problem;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import org.jspecify.annotations.Nullable;

/**
 * Gives a problem to refusals that come without a body. Micronaut's CORS check makes such: on a loopback address it refuses
 * every request with the {@code Origin} of another site.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class EmptyRefusals implements Ordered {

    private final ProblemResponses responses;

    EmptyRefusals(ProblemResponses responses) {
        this.responses = responses;
    }

    @ResponseFilter
    @Nullable
    MutableHttpResponse<?> explain(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (response.code() < 400
                || response.body() != null
                || response.getContentType().isPresent()) {
            return null;
        }
        return responses.processResponse(ErrorContext.builder(request).build(), response);
    }

    /** Outside the filters that refuse. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.FIRST.order();
    }
}
