package io.orderflow.dashboard.signin;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.filter.FilterBodyParser;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.csrf.CsrfConfiguration;
import io.micronaut.security.csrf.validator.CsrfTokenValidator;
import io.micronaut.session.http.SessionForRequest;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A change that a browser asks for carries its session's token, in a form's field or a header: another site can make a browser
 * send its cookie, but can't know the token. A request without a session has no cookie that could be misused.
 *
 * <p>Micronaut's own filter fails when a form's body arrives later than its head.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class ForgedRequests implements Ordered {

    private static final Set<HttpMethod> SAFE = EnumSet.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final int BODY_SECONDS = 10;

    private final CsrfConfiguration csrf;
    private final CsrfTokenValidator<HttpRequest<?>> tokens;
    private final FilterBodyParser bodies;
    private final ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> refusals;

    ForgedRequests(
            CsrfConfiguration csrf,
            CsrfTokenValidator<HttpRequest<?>> tokens,
            FilterBodyParser bodies,
            ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> refusals) {
        this.csrf = csrf;
        this.tokens = tokens;
        this.bodies = bodies;
        this.refusals = refusals;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> refuse(ServerHttpRequest<?> request)
            throws ExecutionException, TimeoutException, InterruptedException {
        var user = request.getUserPrincipal(Authentication.class);
        if (SAFE.contains(request.getMethod())
                || user.isEmpty()
                || SessionForRequest.find(request).isEmpty()
                || isTheSessions(request, token(request))) {
            return null;
        }
        return refusals.handle(request, new AuthorizationException(user.get()));
    }

    private boolean isTheSessions(ServerHttpRequest<?> request, @Nullable String token) {
        return token != null && tokens.validateCsrfToken(request, token);
    }

    private @Nullable String token(ServerHttpRequest<?> request)
            throws ExecutionException, TimeoutException, InterruptedException {
        var header = request.getHeaders().get(csrf.getHeaderName());
        if (header != null) {
            return header;
        }
        return fields(request).get(csrf.getFieldName()) instanceof String field ? field : null;
    }

    private Map<String, Object> fields(ServerHttpRequest<?> request)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            return bodies.parseBody(request).get(BODY_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IllegalArgumentException malformed) {
                throw new HttpStatusException(
                        HttpStatus.BAD_REQUEST, "The form can't be read: " + malformed.getMessage());
            }
            throw failed;
        }
    }

    /** After security: the user is known. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}
