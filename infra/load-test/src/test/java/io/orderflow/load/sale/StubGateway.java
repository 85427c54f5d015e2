package io.orderflow.load.sale;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import io.orderflow.load.StubServer;
import io.orderflow.load.stack.Tokens;
import io.orderflow.local.issuer.SigningKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** As much of the gateway's HTTP interface as a rush needs, in memory. */
public final class StubGateway implements AutoCloseable {

    public static final SigningKeys KEYS = keys();

    private final StubServer server = new StubServer(this::handle);
    private final List<String> operations = new ArrayList<>();
    private final Map<String, UUID> tickets = new HashMap<>();
    private final long limit;
    private long left;
    private String state = "CREATED";

    public StubGateway(long units, long limit) {
        this.left = units;
        this.limit = limit;
    }

    public URI url() {
        return server.url();
    }

    public synchronized List<String> operations() {
        return List.copyOf(operations);
    }

    /** By customer and key. */
    public synchronized Map<String, UUID> tickets() {
        return Map.copyOf(tickets);
    }

    private void handle(HttpExchange request) {
        String path = request.getRequestURI().getPath();
        String customer = customer(request);
        if (customer == null) {
            StubServer.answer(request, 401, "");
        } else if (path.endsWith("/purchases")) {
            purchase(request, customer);
        } else if (path.endsWith("/admission-tokens")) {
            StubServer.answer(
                    request, 201, "{\"token\":\"for " + customer + "\",\"expiresAt\":\"2030-01-01T00:00:00Z\"}");
        } else {
            operate(request, path);
        }
    }

    private synchronized void operate(HttpExchange request, String path) {
        if (request.getRequestMethod().equals("POST")) {
            operations.add(path);
        }
        if (path.endsWith("/open")) {
            state = "OPEN";
        }
        if (path.endsWith("/close")) {
            state = "CLOSED";
        }
        StubServer.answer(request, path.equals("/sales") ? 201 : 200, """
                {"id":7,"state":"%s","epoch":1,"units":1000,"left":%d,"waiting":%d,"settled":0,"queueBound":500}
                """.formatted(state, left, tickets.size()));
    }

    private synchronized void purchase(HttpExchange request, String customer) {
        String key = customer + "/" + request.getRequestHeaders().getFirst("Idempotency-Key");
        var ticket = tickets.get(key);
        if (ticket == null && left == 0) {
            StubServer.answer(request, 409, problem("sold-out"));
        } else if (ticket == null && held(customer) >= limit) {
            StubServer.answer(request, 409, problem("limit-reached"));
        } else {
            if (ticket == null) {
                ticket = UUID.randomUUID();
                tickets.put(key, ticket);
                left--;
            }
            StubServer.answer(
                    request, 202, "{\"ticket\": \"" + ticket + "\", \"position\": 3, \"estimatedWaitMillis\": 4}");
        }
    }

    private long held(String customer) {
        return tickets.keySet().stream()
                .filter(key -> key.startsWith(customer + "/"))
                .count();
    }

    private static String problem(String type) {
        return "{\"type\":\"https://orderflow.example/problems/" + type + "\",\"title\":\"no\"}";
    }

    private static String customer(HttpExchange request) {
        try {
            String authorization = request.getRequestHeaders().getFirst("Authorization");
            var token = SignedJWT.parse(authorization.substring("Bearer ".length()));
            var claims = token.getJWTClaimsSet();
            return token.verify(new RSASSAVerifier(KEYS.current()))
                            && claims.getExpirationTime().after(new Date())
                    ? claims.getSubject()
                    : null;
        } catch (ParseException | JOSEException invalid) {
            return null;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    /** That this gateway accepts. */
    public static Tokens tokens() {
        try {
            return new Tokens(KEYS, Instant.now());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static SigningKeys keys() {
        try {
            return SigningKeys.temporary();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
