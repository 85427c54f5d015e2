package io.orderflow.micronaut.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.orderflow.local.issuer.SigningKeys;
import io.orderflow.local.issuer.TokenSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a running service follows the keys of an issuer that changes, is unavailable, or publishes something odd. */
class TokenKeysTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int UNAUTHORIZED = 401;
    private static final int OK = 200;

    private final AtomicInteger fetches = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile String published = "";
    private SigningKeys keys;
    private HttpServer issuer;
    private EmbeddedServer service;

    @BeforeEach
    void start() throws Exception {
        keys = SigningKeys.temporary();
        publish(keys);
        issuer = issuer(0);
        service = service("1m");
        await(OK, token());
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
        issuer.stop(0);
    }

    @Test
    void key_is_learnt_without_a_restart_and_tokens_of_the_earlier_one_stay_good() throws Exception {
        String earlier = token();
        keys.rotate(Instant.now());
        publish(keys);

        await(OK, token());
        assertThat(status(earlier)).isEqualTo(OK);
    }

    @Test
    void remembered_token_ends_when_its_key_is_withdrawn() throws Exception {
        service.close();
        service = service("100ms");
        String withdrawn = token();
        await(OK, withdrawn);

        keys = SigningKeys.temporary();
        publish(keys);

        await(UNAUTHORIZED, withdrawn);
        await(OK, token());
    }

    @Test
    void what_differs_from_a_remembered_token_in_one_letter_is_refused() throws Exception {
        String good = token();
        assertThat(status(good)).isEqualTo(OK);

        for (int at : new int[] {1, good.indexOf('.') + 10, good.lastIndexOf('.') + 10}) {
            char other = good.charAt(at) == 'A' ? 'B' : 'A';
            assertThat(status(good.substring(0, at) + other + good.substring(at + 1)))
                    .isEqualTo(UNAUTHORIZED);
        }
        assertThat(status(good)).isEqualTo(OK);
    }

    @Test
    void remembered_token_ends_when_it_expires() throws Exception {
        String brief = signer(keys.current()).sign("ada", "customer", Duration.ofSeconds(3));
        assertThat(status(brief)).isEqualTo(OK);

        await(UNAUTHORIZED, brief);
    }

    @Test
    void last_keys_stay_in_force_while_the_issuer_is_away() throws Exception {
        issuer.stop(0);

        assertThat(status(stranger())).isEqualTo(UNAUTHORIZED);
        assertThat(status(token())).isEqualTo(OK);
    }

    @Test
    void service_starts_without_the_issuer_and_learns_its_keys_later() throws Exception {
        int port = issuer.getAddress().getPort();
        issuer.stop(0);
        service.close();
        service = service("1m");
        assertThat(status(token())).isEqualTo(UNAUTHORIZED);

        issuer = issuer(port);

        await(OK, token());
    }

    @Test
    void many_unknown_keys_are_asked_for_once_in_two_seconds() throws Exception {
        RSAKey unknown = SigningKeys.temporary().current();
        int before = fetches.get();
        long began = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            var key = new RSAKey.Builder(unknown).keyID("unknown-" + i).build();
            String token = signer(key).sign("eve", "customer", Duration.ofMinutes(1));
            answers.add(client.sendAsync(request(token), BodyHandlers.ofString()));
        }
        for (var answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(UNAUTHORIZED);
        }

        long gaps = Duration.ofNanos(System.nanoTime() - began).toSeconds() / 2;
        // One at once, one at the end of each gap, and perhaps the one of every minute.
        assertThat(fetches.get() - before).isLessThanOrEqualTo((int) gaps + 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"keys\":null}",
                "{\"keys\":[]}",
                "{\"keys\":[null]}",
                "{\"keys\":[1]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"a\",\"n\":\"\",\"e\":\"\"}]}"
            })
    void odd_key_set_leaves_the_last_one_in_force(String odd) throws Exception {
        published = odd;
        String unknown = stranger();
        int before = fetches.get();

        long end = System.nanoTime() + PATIENCE.toNanos();
        do {
            assertThat(status(unknown)).isEqualTo(UNAUTHORIZED);
        } while (fetches.get() == before && System.nanoTime() < end);

        assertThat(fetches.get()).isGreaterThan(before);
        assertThat(status(unknown)).isEqualTo(UNAUTHORIZED);
        assertThat(status(token())).isEqualTo(OK);
    }

    @Test
    void a_key_that_no_signature_can_be_checked_with_harms_no_other_in_its_set() throws Exception {
        keys = SigningKeys.temporary();
        publish(keys);
        // An exponent of 1 makes everything its own signature.
        published = published.replace(
                "\"keys\":[", "\"keys\":[{\"kty\":\"RSA\",\"kid\":\"odd\",\"n\":\"Aw\",\"e\":\"AQ\"},");
        assertThat(published).contains("odd");

        await(OK, token());
        String forged = signer(new RSAKey.Builder(SigningKeys.temporary().current())
                        .keyID("odd")
                        .build())
                .sign("eve", "customer", Duration.ofMinutes(5));
        assertThat(status(forged)).isEqualTo(UNAUTHORIZED);
    }

    private EmbeddedServer service(String refreshEvery) {
        return ApplicationContext.run(
                EmbeddedServer.class,
                Map.of(
                        "tokens.keys",
                        "http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys",
                        "tokens.refresh-every",
                        refreshEvery));
    }

    private HttpServer issuer(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 50);
        server.createContext("/keys", exchange -> {
            try (exchange) {
                byte[] body = published.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(OK, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                fetches.incrementAndGet();
            }
        });
        server.start();
        return server;
    }

    private void publish(SigningKeys all) throws IOException {
        published = all.published(Instant.now()).toString();
    }

    private static TokenSigner signer(RSAKey key) {
        return new TokenSigner(key, Clock.systemUTC());
    }

    private String token() throws IOException {
        return signer(keys.current()).sign("ada", "customer", Duration.ofMinutes(5));
    }

    private static String stranger() throws IOException {
        return signer(SigningKeys.temporary().current()).sign("eve", "customer", Duration.ofMinutes(5));
    }

    private HttpRequest request(String token) {
        return HttpRequest.newBuilder(service.getURI().resolve("/shelf"))
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private int status(String token) throws Exception {
        return client.send(request(token), BodyHandlers.ofString()).statusCode();
    }

    private void await(int status, String token) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int last = status(token);
        while (last != status && System.nanoTime() < end) {
            last = status(token);
        }
        assertThat(last).isEqualTo(status);
    }
}
