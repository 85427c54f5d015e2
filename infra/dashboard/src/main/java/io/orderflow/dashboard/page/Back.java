package io.orderflow.dashboard.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.net.URI;

/** Where a form was sent from. Only a path of this console: a link from elsewhere can't lead away. */
public final class Back {

    private Back() {}

    /** @return a path that begins with a single slash */
    public static String to(HttpRequest<?> request) {
        var referer = request.getHeaders().get(HttpHeaders.REFERER);
        if (referer == null) {
            return "/";
        }
        try {
            var from = URI.create(referer);
            var path = from.getRawPath();
            if (path == null || !path.startsWith("/") || path.startsWith("//")) {
                return "/";
            }
            return from.getRawQuery() == null ? path : path + "?" + from.getRawQuery();
        } catch (IllegalArgumentException notAnAddress) {
            return "/";
        }
    }
}
