package io.orderflow.dashboard.page;

import io.micronaut.http.uri.UriBuilder;
import java.net.URI;

/** Where people sign in. */
public final class SignInLink {

    public static final String PATH = "/sign-in";

    private SignInLink() {}

    static String comingBackTo(URI page) {
        return UriBuilder.of(PATH).queryParam("to", page.toString()).build().toString();
    }
}
