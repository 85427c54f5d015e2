package io.orderflow.dashboard.signin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.orderflow.dashboard.page.Back;
import io.orderflow.dashboard.page.Frame;
import io.orderflow.dashboard.page.SignInLink;
import io.orderflow.micronaut.connection.ClientAddress;
import java.net.URI;
import java.util.Map;

/** Signs people in and out. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
class SignInController {

    private static final int LONGEST = 200;

    private final Accounts accounts;
    private final Attempts attempts;
    private final Sessions sessions;
    private final SignInEvents events;
    private final ClientAddress addresses;

    SignInController(
            Accounts accounts, Attempts attempts, Sessions sessions, SignInEvents events, ClientAddress addresses) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.sessions = sessions;
        this.events = events;
        this.addresses = addresses;
    }

    @Get(SignInLink.PATH)
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<?> form(Frame frame, @Nullable @QueryValue String to) {
        return HttpResponse.ok(
                frame.show("signin/page", Map.of("to", Back.within(to).toString(), "refused", "")));
    }

    /** The form as a whole: single fields are missing now and then where it arrives later than the request's head. */
    @Post(SignInLink.PATH)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<?> signIn(HttpRequest<Map<String, String>> request, Frame frame, @Body Map<String, String> fields)
            throws InterruptedException {
        var from = addresses.of(request);
        var given = fields.getOrDefault("name", "").strip();
        var secret = fields.getOrDefault("password", "");
        var to = fields.get("to");
        if (given.length() > LONGEST || secret.length() > LONGEST) {
            return refused(frame, HttpStatus.BAD_REQUEST, "signin.too-long", to);
        }
        var verdict = attempts.attempt(given, from);
        if (verdict != Attempts.Verdict.ALLOWED) {
            if (verdict == Attempts.Verdict.LOCKED_OUT) {
                events.lockedOut(given, from);
            }
            return refused(frame, HttpStatus.TOO_MANY_REQUESTS, "signin.too-many", to);
        }
        return switch (accounts.check(given, secret)) {
            case Accounts.Answer.Right(Account account) -> {
                attempts.succeeded(given, from);
                events.signedIn(account.name(), from);
                sessions.begin(request, account);
                yield HttpResponse.seeOther(Back.within(to));
            }
            case Accounts.Answer.Wrong wrong -> {
                events.refused(given, from);
                yield refused(frame, HttpStatus.UNAUTHORIZED, "signin.wrong", to);
            }
            case Accounts.Answer.Busy busy -> refused(frame, HttpStatus.TOO_MANY_REQUESTS, "signin.too-many", to);
        };
    }

    @Post("/sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Secured({"operator", "reader"})
    HttpResponse<?> signOut(HttpRequest<Map<String, String>> request, Authentication person) {
        sessions.end(request);
        events.signedOut(person.getName(), addresses.of(request));
        return HttpResponse.seeOther(URI.create(SignInLink.PATH));
    }

    private static HttpResponse<?> refused(Frame frame, HttpStatus status, String why, @Nullable String to) {
        return HttpResponse.status(status)
                .body(frame.show("signin/page", Map.of("to", Back.within(to).toString(), "refused", frame.text(why))));
    }
}
