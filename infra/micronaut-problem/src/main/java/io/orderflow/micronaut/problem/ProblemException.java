package io.orderflow.micronaut.problem;

import java.util.Map;

/** Ends a request with a problem. Not an incident: it is logged as one line, without its stack. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    public ProblemException(Problem problem) {
        this(problem, Map.of());
    }

    /** @param headers of the response, such as {@code Retry-After} */
    public ProblemException(Problem problem, Map<String, String> headers) {
        super(problem.title());
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    public Problem problem() {
        return problem;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
