package io.orderflow.dashboard.signin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.orderflow.dashboard.page.Frame;
import io.orderflow.dashboard.page.SignInLink;
import java.net.URI;
import java.util.Map;

/** Signs people in and out. */
@Controller
@Produces(MediaType.TEXT_HTML)
class SignInController {

    private final Passwords passwords;
    private final Attempts attempts;
    private final Sessions sessions;

    SignInController(Passwords passwords, Attempts attempts, Sessions sessions) {
        this.passwords = passwords;
        this.attempts = attempts;
        this.sessions = sessions;
    }

    @Get(SignInLink.PATH)
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<?> form(Frame frame, @Nullable @QueryValue String to) {
        return HttpResponse.ok(frame.show("signin/page", Map.of("to", within(to), "refused", "")));
    }

    @Post(SignInLink.PATH)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<?> signIn(
            HttpRequest<Map<String, String>> request,
            Frame frame,
            @Nullable String name,
            @Nullable String password,
            @Nullable String to) {
        var from = request.getRemoteAddress().getAddress();
        if (!attempts.allows(from)) {
            return refused(frame, HttpStatus.TOO_MANY_REQUESTS, "signin.too-many", to);
        }
        var role = passwords.roleOf(name == null ? "" : name, password == null ? "" : password);
        if (role.isEmpty()) {
            return refused(frame, HttpStatus.UNAUTHORIZED, "signin.wrong", to);
        }
        attempts.succeeded(from);
        sessions.begin(request, role.get());
        return HttpResponse.seeOther(URI.create(within(to)));
    }

    @Post("/sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Secured({"operator", "reader"})
    HttpResponse<?> signOut(HttpRequest<Map<String, String>> request) {
        sessions.end(request);
        return HttpResponse.seeOther(URI.create(SignInLink.PATH));
    }

    private static HttpResponse<?> refused(Frame frame, HttpStatus status, String why, @Nullable String to) {
        return HttpResponse.status(status)
                .body(frame.show("signin/page", Map.of("to", within(to), "refused", frame.text(why))));
    }

    /** A link into this console leads there; any other leads home. */
    private static String within(@Nullable String to) {
        return to != null && to.startsWith("/") && !to.startsWith("//") && !to.contains("\\") ? to : "/";
    }
}
