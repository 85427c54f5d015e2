package io.orderflow.dashboard.signin;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.csrf.CsrfConfiguration;
import io.micronaut.security.csrf.generator.CsrfTokenGenerator;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import io.micronaut.session.http.SessionForRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Sessions are kept here, in this process: a restart signs all users out. Each session has a token of its own against forged
 * requests, which every form carries.
 */
@Singleton
public final class Sessions implements AuthenticationFetcher<HttpRequest<?>> {

    private static final String SIGNED_IN = "signed-in";
    private static final String HTMX = "HX-Request";

    private final SessionStore<Session> store;
    private final CsrfTokenGenerator<HttpRequest<?>> tokens;
    private final CsrfConfiguration csrf;
    private final SessionLimits limits;
    private final Clock clock;

    Sessions(
            SessionStore<Session> store,
            CsrfTokenGenerator<HttpRequest<?>> tokens,
            CsrfConfiguration csrf,
            SessionLimits limits,
            Clock clock) {
        this.store = store;
        this.tokens = tokens;
        this.csrf = csrf;
        this.limits = limits;
        this.clock = clock;
    }

    /** Never continues the session that the browser sent: another party may know its id. */
    void begin(HttpRequest<?> request, Account account) {
        end(request);
        var session = SessionForRequest.create(store, request);
        session.put(SIGNED_IN, new SignedIn(account.name(), account.role(), clock.instant(), limits));
        session.put(csrf.getHttpSessionName(), tokens.generateCsrfToken(request));
    }

    void end(HttpRequest<?> request) {
        SessionForRequest.find(request).ifPresent(this::end);
    }

    private void end(Session session) {
        signedIn(session).ifPresent(SignedIn::end);
        store.deleteSession(session.getId());
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        return SessionForRequest.find(request)
                .flatMap(session -> living(session, request))
                .map(person -> Publishers.just(Authentication.build(
                        person.name(), List.of(person.role().inAnnotations()))))
                .orElseGet(Publishers::empty);
    }

    private Optional<SignedIn> living(Session session, HttpRequest<?> request) {
        var person = signedIn(session);
        var now = clock.instant();
        if (person.isPresent() && person.get().left(now).isZero()) {
            end(session);
            return Optional.empty();
        }
        if (isByAPerson(request)) {
            person.ifPresent(known -> known.acts(now));
        }
        return person;
    }

    /** What a page that is left open asks for by itself keeps no session alive. */
    private static boolean isByAPerson(HttpRequest<?> request) {
        return !request.getHeaders().contains(HTMX)
                && Optional.ofNullable(request.getHeaders().get(HttpHeaders.ACCEPT))
                        .filter(accepted -> accepted.contains(MediaType.TEXT_HTML))
                        .isPresent();
    }

    /** @return what permits this request: its session, or else the token that it carries */
    public Authority authority(HttpRequest<?> request) {
        var session = SessionForRequest.find(request);
        var person = session.flatMap(Sessions::signedIn);
        if (session.isPresent() && person.isPresent()) {
            return new Authority(
                    "session " + session.get().getId(),
                    () -> person.get().left(clock.instant()),
                    person.get().ended());
        }
        var token = request.getUserPrincipal(Authentication.class);
        var end = token.map(known -> known.getAttributes().get("exp"))
                .map(exp -> exp instanceof Date date ? date.toInstant() : Instant.EPOCH)
                .orElse(Instant.EPOCH);
        return new Authority(
                "tokens of " + token.map(Authentication::getName).orElse(""), () -> until(end), Mono.never());
    }

    private Duration until(Instant end) {
        var left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Optional<SignedIn> signedIn(Session session) {
        return session.get(SIGNED_IN, SignedIn.class);
    }
}
