package io.orderflow.micronaut.problem;

import io.micronaut.http.HttpStatus;
import java.util.Map;

/** The problems that any HTTP service has. Those of one service's business are declared beside that business. */
final class ProblemTypes {

    static final Problem MALFORMED_JSON =
            Problem.of(HttpStatus.BAD_REQUEST, "malformed-json", "The body is not well-formed JSON");
    static final Problem MALFORMED_FORM =
            Problem.of(HttpStatus.BAD_REQUEST, "malformed-form", "The body is not a well-formed form");
    static final Problem UNKNOWN_FIELD =
            Problem.of(HttpStatus.BAD_REQUEST, "unknown-field", "The body has a field that is not accepted");
    static final Problem INVALID_FIELD =
            Problem.of(HttpStatus.BAD_REQUEST, "invalid-field", "A field is missing or not as it must be");
    static final Problem MISSING_BODY = Problem.of(HttpStatus.BAD_REQUEST, "missing-body", "The request needs a body");
    static final Problem UNAUTHORIZED =
            Problem.of(HttpStatus.UNAUTHORIZED, "unauthorized", "A valid bearer token is needed");
    static final Problem FORBIDDEN =
            Problem.of(HttpStatus.FORBIDDEN, "forbidden", "This token does not permit this request");
    static final Problem INTERNAL =
            Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "The service failed to answer");

    private static final Map<Integer, Problem> BY_STATUS = Map.ofEntries(
            Map.entry(400, Problem.of(HttpStatus.BAD_REQUEST, "bad-request", "The request can't be understood")),
            Map.entry(401, UNAUTHORIZED),
            Map.entry(403, FORBIDDEN),
            Map.entry(404, Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is nothing here")),
            Map.entry(
                    405, Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed", "This method is not allowed")),
            Map.entry(
                    406, Problem.of(HttpStatus.NOT_ACCEPTABLE, "not-acceptable", "No accepted media type is on offer")),
            Map.entry(413, Problem.of(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", "The body is too large")),
            Map.entry(414, Problem.of(HttpStatus.REQUEST_URI_TOO_LONG, "uri-too-long", "The request line is too long")),
            Map.entry(
                    415,
                    Problem.of(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "unsupported-media-type",
                            "The body's media type is not accepted")),
            Map.entry(
                    431,
                    Problem.of(
                            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                            "headers-too-large",
                            "The headers are too large")),
            Map.entry(500, INTERNAL),
            Map.entry(503, Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Not now; try again later")));

    private ProblemTypes() {}

    /** RFC 9457's {@code about:blank} carries no more than the status. */
    static Problem ofStatus(int status, String reason) {
        Problem known = BY_STATUS.get(status);
        return known != null ? known : new Problem("about:blank", reason, status, null, null, Map.of());
    }
}
