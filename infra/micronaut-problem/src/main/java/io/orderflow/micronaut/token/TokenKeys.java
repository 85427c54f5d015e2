package io.orderflow.micronaut.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys, in memory. Fetched at the start, every minute, and when a token names a key that is not known, then
 * at most once in two seconds however many such tokens come. While the issuer is unavailable the last keys stay in force.
 */
@Singleton
final class TokenKeys {

    private static final Logger LOG = LoggerFactory.getLogger(TokenKeys.class);
    private static final Duration GAP = Duration.ofSeconds(2);
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int LARGEST = 64 * 1024;

    private final TokenSettings settings;
    private final ExecutorService blocking;
    private volatile KeySet current = new KeySet("", Map.of());

    // Guarded by this.
    private CompletableFuture<KeySet> fetch = CompletableFuture.completedFuture(current);
    private long earliestNext = System.nanoTime();

    TokenKeys(TokenSettings settings, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.settings = settings;
        this.blocking = blocking;
    }

    /**
     * One published set; another object as soon as anything in it changes.
     *
     * @param json as it was published
     * @param verifiers by key id
     */
    record KeySet(String json, Map<String, JWSVerifier> verifiers) {}

    KeySet current() {
        return current;
    }

    /** The keys after a fetch that began after this call or shortly before it. Never fails. */
    synchronized CompletableFuture<KeySet> fetched() {
        if (fetch.isDone() && System.nanoTime() - earliestNext >= 0) {
            earliestNext = System.nanoTime() + GAP.toNanos();
            fetch = CompletableFuture.supplyAsync(this::fetch, blocking);
        }
        return fetch;
    }

    @Scheduled(fixedDelay = "${tokens.refresh-every:1m}")
    void refresh() {
        fetched();
    }

    private KeySet fetch() {
        try {
            String json = read();
            if (!json.equals(current.json())) {
                current = parse(json);
                LOG.info("{} token keys from {}", current.verifiers().size(), settings.keys());
            }
        } catch (IOException | ParseException away) {
            LOG.warn(
                    "No token keys from {}, the last {} stay in force: {}",
                    settings.keys(),
                    current.verifiers().size(),
                    away.toString());
        }
        return current;
    }

    private String read() throws IOException {
        var connection = settings.keys().toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
        }
    }

    private static KeySet parse(String json) throws ParseException {
        Map<String, JWSVerifier> verifiers = new HashMap<>();
        for (JWK key : keys(json)) {
            @Nullable String id = key.getKeyID();
            if (id != null && key instanceof RSAKey rsa) {
                try {
                    verifiers.put(id, Signatures.verifier(rsa.toRSAPublicKey()));
                } catch (JOSEException unusable) {
                    LOG.warn("Token key {} is not used: {}", id, unusable.toString());
                }
            }
        }
        if (verifiers.isEmpty()) {
            throw new ParseException("the set holds no RSA key with a kid", 0);
        }
        return new KeySet(json, Map.copyOf(verifiers));
    }

    private static List<JWK> keys(String json) throws ParseException {
        try {
            return JWKSet.parse(json).getKeys();
        } catch (NullPointerException | ClassCastException | IllegalArgumentException odd) {
            // The parser's answer to null where an object belongs.
            throw new ParseException("no key set: " + odd, 0);
        }
    }
}
