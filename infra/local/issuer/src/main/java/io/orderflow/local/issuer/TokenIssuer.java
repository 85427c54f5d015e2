package io.orderflow.local.issuer;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The issuer of a local stack, on loopback: publishes its keys at {@code /.well-known/jwks.json}, and gives the one client that
 * knows the client secret tokens in the name of a person ({@code POST /token}, HTTP Basic, form fields {@code subject} and
 * {@code role}).
 */
public final class TokenIssuer implements AutoCloseable {

    /** The client that may ask for tokens in a person's name. */
    public static final String CLIENT = "dashboard";

    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final int LARGEST_BODY = 4096;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SigningKeys keys;
    private final byte[] authorization;
    private final Clock clock;

    private TokenIssuer(HttpServer server, SigningKeys keys, String clientSecret, Clock clock) {
        this.server = server;
        this.keys = keys;
        this.authorization = ("Basic "
                        + Base64.getEncoder()
                                .encodeToString((CLIENT + ":" + clientSecret).getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    /** @param port 0 for a free one */
    public static TokenIssuer start(int port, SigningKeys keys, String clientSecret, Clock clock) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 50);
        TokenIssuer issuer = new TokenIssuer(server, keys, clientSecret, clock);
        server.setExecutor(issuer.threads);
        server.createContext("/.well-known/jwks.json", issuer::publish);
        server.createContext("/token", issuer::give);
        server.start();
        return issuer;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public URI keysUrl() {
        return url().resolve("/.well-known/jwks.json");
    }

    private void publish(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                answer(exchange, 405, Map.of("error", "method_not_allowed"));
                return;
            }
            answer(exchange, 200, keys.published(clock.instant()).toJSONObject(true));
        }
    }

    private void give(HttpExchange exchange) throws IOException {
        try (exchange) {
            String authorized = exchange.getRequestHeaders().getFirst("Authorization");
            if (authorized == null
                    || !MessageDigest.isEqual(authorized.getBytes(StandardCharsets.UTF_8), authorization)) {
                answer(exchange, 401, Map.of("error", "invalid_client"));
                return;
            }
            Map<String, String> form = form(exchange);
            String subject = form.getOrDefault("subject", "");
            String role = form.getOrDefault("role", "");
            if (!exchange.getRequestMethod().equals("POST")
                    || subject.isBlank()
                    || !(role.equals("customer") || role.equals("operator"))) {
                answer(exchange, 400, Map.of("error", "invalid_request"));
                return;
            }
            String token = new TokenSigner(keys.current(), clock).sign(subject, role, LIFETIME);
            answer(
                    exchange,
                    200,
                    Map.of("access_token", token, "token_type", "Bearer", "expires_in", LIFETIME.toSeconds()));
        }
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
        Map<String, String> fields = new HashMap<>();
        for (String field : body.split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                try {
                    fields.put(
                            field.substring(0, equals),
                            URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException notEncoded) {
                    return Map.of();
                }
            }
        }
        return fields;
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> json) throws IOException {
        byte[] body = JSONObjectUtils.toJSONString(json).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
