package io.orderflow.operator.audit;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;
import io.orderflow.micronaut.problem.Problem;
import io.orderflow.micronaut.problem.ProblemException;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down every request that changes something on a route that only operators may use, by its method and {@link Secured}:
 * a row before the route is called, another one with its status afterwards, also when it fails or is refused. Without the first
 * row nothing is done. A process that dies in between leaves the first row, with the name.
 *
 * <p>Other requests pass without a change of thread.
 */
@ServerFilter(
        value = Filter.MATCH_ALL_PATTERN,
        methods = {HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE})
@Requires(beans = OperatorActions.class)
final class RecordOperatorActions implements Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(RecordOperatorActions.class);
    private static final String OPERATOR = "operator";
    private static final String[] ONLY_OPERATORS = {OPERATOR};
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-.*");
    private static final Problem NOT_RECORDED = Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "not-recorded",
                    "Nothing was done, because it can't be written down now")
            .detail("The database of operators' actions can't be written; repeat the request");

    private final OperatorActions actions;
    private final Executor blocking;

    RecordOperatorActions(OperatorActions actions, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.actions = actions;
        this.blocking = blocking;
    }

    /** @return completes with the same request when it is written down, at once where there is nothing to write, or fails */
    @RequestFilter
    CompletionStage<HttpRequest<?>> begin(HttpRequest<?> request) {
        var operator = request.getUserPrincipal(Authentication.class);
        if (operator.isEmpty() || !operator.get().getRoles().contains(OPERATOR) || !isForOperatorsOnly(request)) {
            return CompletableFuture.completedFuture(request);
        }
        var written = new CompletableFuture<HttpRequest<?>>();
        sent(request)
                .thenAcceptAsync(
                        text -> {
                            begin(request, action(request, operator.get().getName(), text));
                            written.complete(request);
                        },
                        blocking)
                .exceptionally(failed -> {
                    written.completeExceptionally(
                            failed instanceof CompletionException wrapped && wrapped.getCause() != null
                                    ? wrapped.getCause()
                                    : failed);
                    return null;
                });
        return written;
    }

    private void begin(HttpRequest<?> request, OperatorAction action) {
        try {
            actions.add(action);
        } catch (SQLException away) {
            LOG.warn(
                    "{} of {} by {} refused, because it can't be written down: {}",
                    action.action(),
                    action.subject(),
                    action.actor(),
                    away.toString());
            throw new ProblemException(NOT_RECORDED, Map.of(HttpHeaders.RETRY_AFTER, "1"));
        }
        request.setAttribute(RecordedRequest.BEGUN, action);
    }

    @ResponseFilter
    CompletionStage<MutableHttpResponse<?>> end(HttpRequest<?> request, MutableHttpResponse<?> response) {
        var begun = request.getAttribute(RecordedRequest.BEGUN, OperatorAction.class);
        if (begun.isEmpty()) {
            return CompletableFuture.completedFuture(response);
        }
        var ended = begun.get().ended(response.code() + " " + response.reason());
        return CompletableFuture.supplyAsync(
                () -> {
                    end(ended);
                    return response;
                },
                blocking);
    }

    /** The action is done, and its operator is recorded already. */
    private void end(OperatorAction ended) {
        try {
            actions.add(ended);
        } catch (SQLException away) {
            LOG.error(
                    "What came of {} of {} by {} could not be written down: {}, because {}",
                    ended.action(),
                    ended.subject(),
                    ended.actor(),
                    ended.result(),
                    away.toString());
        }
    }

    private static boolean isForOperatorsOnly(HttpRequest<?> request) {
        var route = RouteAttributes.getRouteInfo(request);
        return route.isPresent()
                && Arrays.equals(route.get().getAnnotationMetadata().stringValues(Secured.class), ONLY_OPERATORS);
    }

    private static OperatorAction action(HttpRequest<?> request, String operator, String sent) {
        var path = request.getUri().getRawPath();
        var route = RouteAttributes.getRouteMatch(request).orElse(null) instanceof UriRouteMatch<?, ?> match
                ? match.getRouteInfo().getUriMatchTemplate().toPathString()
                : path;
        return new OperatorAction(
                UUID.randomUUID().toString(),
                trace(request),
                operator,
                request.getMethodName() + " " + route,
                path,
                sent,
                OperatorAction.BEGUN);
    }

    private static String trace(HttpRequest<?> request) {
        return Optional.ofNullable(request.getHeaders().get("traceparent"))
                .map(TRACEPARENT::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .orElse("");
    }

    /** A form may carry what is for its receiver only. */
    private static CompletableFuture<String> sent(HttpRequest<?> request) {
        if (!(request instanceof ServerHttpRequest<?> server)
                || !request.getContentType()
                        .map(MediaType.APPLICATION_JSON_TYPE::matches)
                        .orElse(false)) {
            return CompletableFuture.completedFuture("");
        }
        return server.byteBody()
                .split(ByteBody.SplitBackpressureMode.FASTEST)
                .buffer()
                .thenApply(RecordOperatorActions::text)
                // What can't be read is refused later, by the route.
                .exceptionally(unreadable -> "");
    }

    private static String text(CloseableAvailableByteBody body) {
        try (body) {
            return body.toString(StandardCharsets.UTF_8);
        }
    }

    /** After security: operator and route are known. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}
