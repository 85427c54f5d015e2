package io.orderflow.dashboard.page;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Other sites learn nothing of where their readers come from, but this one does: without a referrer, browsers send forms with
 * {@code Origin: null}, which is refused, and no form could lead back to its page.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class PageHeaders implements Ordered {

    @ResponseFilter
    void complete(MutableHttpResponse<?> response) {
        response.getHeaders().set("Referrer-Policy", "same-origin");
    }

    /** Outside of those that answer in another's place. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
