package io.orderflow.micronaut.header;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** Swagger UI, the page that describes a service's API: it may load its own files and run its own inline script. */
final class DescriptionPage {

    private static final String FILE = "META-INF/swagger/views/swagger-ui/index.html";

    private DescriptionPage() {}

    /** @return its content security policy; empty where a service has no such page */
    static Optional<String> policy() {
        try (var in = DescriptionPage.class.getClassLoader().getResourceAsStream(FILE)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(policy(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String policy(String page) {
        int begin = page.indexOf("<script>") + "<script>".length();
        String script = page.substring(begin, page.indexOf("</script>", begin));
        // Swagger UI writes styles into its elements.
        return "default-src 'none'; script-src 'self' 'sha256-" + digest(script)
                + "'; style-src 'self' 'unsafe-inline';"
                + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String digest(String script) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha256);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
