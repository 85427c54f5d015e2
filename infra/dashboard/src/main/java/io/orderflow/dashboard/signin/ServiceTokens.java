package io.orderflow.dashboard.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * Tokens with which the console calls services. The issuer gives them, each for a few minutes, to the holder of the client
 * secret; the console can sign none itself. Blocks; not for an event loop.
 */
@Singleton
public final class ServiceTokens {

    /** The subject under which the console looks things up. */
    private static final String CONSOLE = "dashboard";

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** Well below the five minutes for which the issuer gives them. */
    private static final Duration REUSED = Duration.ofMinutes(3);

    private static final int MOST = 1_000;

    private final URI address;
    private final String authorization;
    private final JsonMapper json;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Cache<Speaker, String> given =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REUSED).build();

    ServiceTokens(
            @Value("${service-tokens.issuer-url}") URI issuer,
            @Value("${service-tokens.client-secret}") String clientSecret,
            JsonMapper json) {
        this.address = issuer.resolve("/token");
        this.authorization = "Basic "
                + Base64.getEncoder().encodeToString((CONSOLE + ":" + clientSecret).getBytes(StandardCharsets.UTF_8));
        this.json = json;
    }

    private record Speaker(String role, String name) {}

    @Serdeable
    @Introspected
    record Given(String access_token) {}

    /**
     * @return an {@code Authorization} header with which pages look things up, the same for all readers
     * @throws HttpClientException if the issuer does not answer
     */
    public String looking() {
        return operator(CONSOLE);
    }

    /**
     * @param name of the operator that changes something
     * @return an {@code Authorization} header that speaks for that operator
     * @throws HttpClientException if the issuer does not answer
     */
    public String operator(String name) {
        return "Bearer " + given.get(new Speaker("operator", name), this::fetch);
    }

    /**
     * @return an {@code Authorization} header that speaks for a customer, to place orders for demonstration
     * @throws HttpClientException if the issuer does not answer
     */
    public String customer(String name) {
        return "Bearer " + given.get(new Speaker("customer", name), this::fetch);
    }

    private String fetch(Speaker speaker) {
        var request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("role=" + speaker.role() + "&subject="
                        + URLEncoder.encode(speaker.name(), StandardCharsets.UTF_8)))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new HttpClientException("The token issuer refused with status " + answer.statusCode());
            }
            return json.readValue(answer.body(), Given.class).access_token();
        } catch (IOException away) {
            throw new HttpClientException("The token issuer does not answer", away);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new HttpClientException("Interrupted while the token issuer was asked", hurry);
        }
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
