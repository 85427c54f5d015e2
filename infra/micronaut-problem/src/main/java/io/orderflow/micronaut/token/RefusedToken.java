package io.orderflow.micronaut.token;

import io.micronaut.http.HttpRequest;
import java.util.Optional;

/** Why a request's bearer token was refused, for the answer 401. */
public final class RefusedToken {

    private static final String ATTRIBUTE = "io.orderflow.refused-token";

    private RefusedToken() {}

    static void remember(HttpRequest<?> request, String reason) {
        request.setAttribute(ATTRIBUTE, reason);
    }

    /** ASCII, without quotes, and nothing of the token in it; empty if the request brought no token. */
    public static Optional<String> reason(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class);
    }
}
