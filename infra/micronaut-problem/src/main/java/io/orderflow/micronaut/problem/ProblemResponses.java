package io.orderflow.micronaut.problem;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one source of every error answer of Micronaut: each of its exception handlers, its routing and its security ask this bean
 * for the body. Logs one line per refused request; an internal error is logged with its stack and with the id that the client
 * gets.
 */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class ProblemResponses implements ErrorResponseProcessor<Problem> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemResponses.class);
    private static final String RETRY_AFTER_SECONDS = "2";

    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext error, MutableHttpResponse<?> base) {
        HttpRequest<?> request = error.getRequest();
        Throwable cause = error.getRootCause().orElse(null);
        Problem problem = problem(request, cause, base);
        if (problem.status() == 500 && cause != null) {
            problem = problem.instance("urn:uuid:" + UUID.randomUUID());
            LOG.error("{} {} failed: {}", request.getMethodName(), path(request), problem.instance(), cause);
        } else if (problem.status() == 503 && cause != null) {
            LOG.warn("{} {} not now: {}", request.getMethodName(), path(request), cause.toString());
        } else {
            LOG.info("{} {} refused: {} {}", request.getMethodName(), path(request), problem.status(), problem.type());
        }
        MutableHttpResponse<Problem> response = problem.on(base);
        if (cause instanceof ProblemException known) {
            known.headers().forEach(response::header);
        }
        if (problem.status() == 503 && !response.getHeaders().contains(HttpHeaders.RETRY_AFTER)) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return request.getMethod() == HttpMethod.HEAD ? response.body(null) : response;
    }

    private static Problem problem(HttpRequest<?> request, @Nullable Throwable cause, MutableHttpResponse<?> base) {
        if (cause != null) {
            return ProblemOfFailure.of(cause).orElseGet(() -> ofStatus(base.code(), base.reason()));
        }
        return switch (undecodable(request)) {
            case TooLongHttpHeaderException tooLong -> ofStatus(431, "");
            case TooLongHttpLineException tooLong -> ofStatus(414, "");
            case null, default -> ofStatus(base.code(), base.reason());
        };
    }

    /** Micronaut answers 413 to whatever Netty found too long; Netty knows what it was. */
    private static @Nullable Throwable undecodable(HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> netty
                ? netty.getNativeRequest().decoderResult().cause()
                : null;
    }

    private static Problem ofStatus(int status, String reason) {
        return ProblemTypes.ofStatus(status, reason);
    }

    /** The raw path: percent-encoded, so it can't break the line; without the query, which may hold a secret. */
    private static String path(HttpRequest<?> request) {
        return request.getUri().getRawPath();
    }
}
