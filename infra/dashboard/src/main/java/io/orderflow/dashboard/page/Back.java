package io.orderflow.dashboard.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where to go after a form. Only to a path of this console: a link from elsewhere can't lead away. */
public final class Back {

    private static final URI HOME = URI.create("/");
    private static final int LONGEST = 2_000;

    private Back() {}

    /** @return the page that the form was on */
    public static URI to(HttpRequest<?> request) {
        var referer = request.getHeaders().get(HttpHeaders.REFERER);
        return referer == null ? HOME : path(referer, true);
    }

    /** @param to what was asked for, anything at all; what is no path of this console leads home */
    public static URI within(@Nullable String to) {
        return to == null ? HOME : path(to, false);
    }

    private static URI path(String address, boolean ofAnyHost) {
        if (address.length() > LONGEST) {
            return HOME;
        }
        try {
            var uri = new URI(address);
            var path = uri.getRawPath();
            boolean leadsAway = !ofAnyHost && (uri.isAbsolute() || uri.getRawAuthority() != null);
            if (leadsAway || path == null || !path.startsWith("/") || path.startsWith("//")) {
                return HOME;
            }
            // Without a host, whatever it named.
            return new URI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
        } catch (URISyntaxException notAnAddress) {
            return HOME;
        }
    }
}
