package io.orderflow.micronaut.exposure;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.http.server.HttpServerConfiguration;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Refuses to start a service that would listen beyond loopback with a local convenience on: failure switches, a demo sale,
 * password retrieval without TLS, a store without a password.
 */
@Context
@Requires(beans = HttpServerConfiguration.class)
final class LoopbackOnly {

    LoopbackOnly(HttpServerConfiguration server, Environment environment) {
        var host = server.getHost().orElse("0.0.0.0");
        if (!isLoopback(host)) {
            refuse(host, new LocalConveniences(environment).active());
        }
    }

    private static void refuse(String host, List<String> conveniences) {
        if (!conveniences.isEmpty()) {
            throw new ConfigurationException(
                    "This service would listen on %s, beyond loopback, with what is meant for one machine alone: %s. Start it without that, or on 127.0.0.1 (HTTP_HOST)."
                            .formatted(host, String.join("; ", conveniences)));
        }
    }

    /** A name that can't be resolved is none. */
    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
