package io.orderflow.dashboard.signin;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.csrf.CsrfConfiguration;
import io.micronaut.security.csrf.generator.CsrfTokenGenerator;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import io.micronaut.session.http.SessionForRequest;
import jakarta.inject.Singleton;
import java.util.List;
import org.reactivestreams.Publisher;

/**
 * Who signed in is remembered here, in this process: a restart signs everybody out. Each session has a token of its own
 * against forged requests, which every form carries.
 */
@Singleton
final class Sessions implements AuthenticationFetcher<HttpRequest<?>> {

    private static final String ROLE = "role";

    private final SessionStore<Session> store;
    private final CsrfTokenGenerator<HttpRequest<?>> tokens;
    private final CsrfConfiguration csrf;

    Sessions(SessionStore<Session> store, CsrfTokenGenerator<HttpRequest<?>> tokens, CsrfConfiguration csrf) {
        this.store = store;
        this.tokens = tokens;
        this.csrf = csrf;
    }

    /** Never goes on with the session that the browser brought: somebody else may know its id. */
    void begin(HttpRequest<?> request, Role role) {
        end(request);
        var session = SessionForRequest.create(store, request);
        session.put(ROLE, role.signInName());
        session.put(csrf.getHttpSessionName(), tokens.generateCsrfToken(request));
    }

    void end(HttpRequest<?> request) {
        SessionForRequest.find(request).ifPresent(session -> store.deleteSession(session.getId()));
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        return SessionForRequest.find(request)
                .flatMap(session -> session.get(ROLE, String.class))
                .map(role -> Publishers.just(Authentication.build(role, List.of(role))))
                .orElseGet(Publishers::empty);
    }
}
