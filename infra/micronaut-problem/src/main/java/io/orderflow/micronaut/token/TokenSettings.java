package io.orderflow.micronaut.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;

/**
 * Which bearer tokens a service accepts.
 *
 * @param keys address of the issuer's key set (JWKS, RFC 7517): {@code http}, {@code https} or {@code file}
 * @param issuer the only one
 * @param audience a token must be meant for it
 * @param longestLifetime from {@code iat} to {@code exp}
 * @param remembered tokens whose signature is not computed again while they are valid, at most; some 0.5 kB each
 */
@ConfigurationProperties("tokens")
record TokenSettings(
        URI keys,
        @Bindable(defaultValue = "orderflow-local") String issuer,
        @Bindable(defaultValue = "orderflow") String audience,
        @Bindable(defaultValue = "24h") Duration longestLifetime,
        @Bindable(defaultValue = "10000") int remembered) {}
