package io.orderflow.local.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/**
 * The keys that sign bearer tokens, newest first, in one file that its owner alone may read. The newest signs. Earlier ones stay
 * published until no token that they signed can still be valid.
 */
public final class SigningKeys {

    /** RSASSA-PKCS1-v1_5 with SHA-256 and 2,048 bits: of the common algorithms the one that is quickest to check. */
    public static final JWSAlgorithm ALGORITHM = JWSAlgorithm.RS256;

    private static final int BITS = 2048;
    /** At least the longest lifetime that a service accepts of a token. */
    private static final Duration PUBLISHED_AFTER_ROTATION = Duration.ofHours(25);

    private final Path file;

    private SigningKeys(Path file) {
        this.file = file;
    }

    /** Makes the first key where there is no file yet. Several processes may do so at once: all get the same key. */
    public static SigningKeys in(Path file) throws IOException {
        var keys = new SigningKeys(file);
        if (!Files.exists(file)) {
            Path complete = keys.written(List.of(generate(Instant.now())));
            try {
                // A hard link appears whole or not at all, and never replaces what is there.
                Files.createLink(file, complete);
            } catch (FileAlreadyExistsException earlier) {
                return keys;
            } finally {
                Files.delete(complete);
            }
        }
        return keys;
    }

    /** Of a test or another short-lived process: deleted with this JVM. */
    public static SigningKeys temporary() throws IOException {
        Path folder = Files.createTempDirectory("orderflow-token-keys");
        folder.toFile().deleteOnExit();
        Path file = folder.resolve("token-keys");
        file.toFile().deleteOnExit();
        return in(file);
    }

    /** The key that signs now, with its private part. */
    public RSAKey current() throws IOException {
        return read().getFirst();
    }

    /** What a service needs to check tokens; no private part. */
    public JWKSet published(Instant now) throws IOException {
        List<JWK> valid = new ArrayList<>();
        for (RSAKey key : read()) {
            if (key.getExpirationTime() == null
                    || key.getExpirationTime().toInstant().isAfter(now)) {
                valid.add(key.toPublicJWK());
            }
        }
        return new JWKSet(valid);
    }

    /** From now on a new key signs. */
    public void rotate(Instant now) throws IOException {
        List<RSAKey> keys = new ArrayList<>();
        keys.add(generate(now));
        for (RSAKey earlier : read()) {
            if (earlier.getExpirationTime() == null) {
                keys.add(new RSAKey.Builder(earlier)
                        .expirationTime(Date.from(now.plus(PUBLISHED_AFTER_ROTATION)))
                        .build());
            } else if (earlier.getExpirationTime().toInstant().isAfter(now)) {
                keys.add(earlier);
            }
        }
        Files.move(written(keys), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private List<RSAKey> read() throws IOException {
        try {
            return JWKSet.parse(Files.readString(file)).getKeys().stream()
                    .map(JWK::toRSAKey)
                    .toList();
        } catch (ParseException damaged) {
            throw new IOException("No key set is in " + file + "; delete it and start again", damaged);
        }
    }

    private Path written(List<RSAKey> keys) throws IOException {
        Path complete = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "new",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(complete, new JWKSet(List.copyOf(keys)).toString(false));
        return complete;
    }

    private static RSAKey generate(Instant now) {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(ALGORITHM)
                    .issueTime(Date.from(now))
                    .generate();
        } catch (JOSEException unavailable) {
            throw new IllegalStateException("This JVM can't make RSA keys", unavailable);
        }
    }
}
