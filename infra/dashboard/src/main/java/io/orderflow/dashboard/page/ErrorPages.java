package io.orderflow.dashboard.page;

import io.micronaut.core.annotation.NonNull;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers people in HTML where programs get a problem document; a person without a session is asked to sign in. */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class ErrorPages implements Ordered {

    private static final String PROBLEM = "application/problem+json";

    private final Frames frames;

    ErrorPages(Frames frames) {
        this.frames = frames;
    }

    @ResponseFilter
    @Nullable
    MutableHttpResponse<?> page(@NonNull HttpRequest<?> request, @NonNull MutableHttpResponse<?> response) {
        if (response.code() < 400 || !isForAPerson(request) || !isAProblem(response)) {
            return null;
        }
        var frame = frames.of(request);
        if (response.code() == HttpStatus.UNAUTHORIZED.getCode() && !frame.signedIn()) {
            if (request.getHeaders().contains("HX-Request")) {
                // A part of a page whose session is over: the whole page leads to the sign-in.
                return HttpResponse.unauthorized().header("HX-Refresh", "true");
            }
            return HttpResponse.seeOther(URI.create(
                    request.getMethod() == HttpMethod.GET
                            ? SignInLink.comingBackTo(request.getUri())
                            : SignInLink.PATH));
        }
        int status = response.code();
        return HttpResponse.status(HttpStatus.valueOf(status))
                .contentType(MediaType.TEXT_HTML_TYPE)
                .body(frame.show("page/error", Map.of("status", status)));
    }

    /** Outside the filters that refuse, so as to see refusals. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.FIRST.before();
    }

    private static boolean isForAPerson(HttpRequest<?> request) {
        return request.getHeaders().accept().stream()
                .anyMatch(type -> type.matches(MediaType.TEXT_HTML_TYPE)
                        && !type.getSubtype().equals("*"));
    }

    private static boolean isAProblem(MutableHttpResponse<?> response) {
        return response.getContentType()
                .map(type -> type.getName().equals(PROBLEM))
                .orElse(false);
    }
}
