package io.orderflow.dashboard.signin;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as it is kept: {@code pbkdf2-sha256$ITERATIONS$SALT$HASH}, salt and hash in Base64 without padding. PBKDF2 as in
 * RFC 8018, with HMAC-SHA256 and a key of 256 bits.
 */
record PasswordHash(int iterations, String salt, String hash) {

    /** As OWASP's cheat sheet on password storage advises for PBKDF2-HMAC-SHA256. */
    static final int ITERATIONS = 600_000;

    private static final Pattern WRITTEN =
            Pattern.compile("pbkdf2-sha256\\$([1-9][0-9]{0,7})\\$([A-Za-z0-9+/]{16,86})\\$([A-Za-z0-9+/]{43})");
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    /** @throws IllegalArgumentException if it is not written like that; does not repeat what was given */
    static PasswordHash parse(String written) {
        var parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException("A password's hash is pbkdf2-sha256$ITERATIONS$SALT$HASH");
        }
        return new PasswordHash(Integer.parseInt(parts.group(1)), parts.group(2), parts.group(3));
    }

    static PasswordHash of(String password, int iterations) {
        byte[] random = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(random);
        var salt = Base64.getEncoder().withoutPadding().encodeToString(random);
        return new PasswordHash(
                iterations,
                salt,
                Base64.getEncoder().withoutPadding().encodeToString(derive(password, random, iterations)));
    }

    /** Of no known password, to spend the same time on. */
    static PasswordHash unknown(int iterations) {
        var encoder = Base64.getEncoder().withoutPadding();
        return new PasswordHash(
                iterations,
                encoder.encodeToString(new byte[SALT_BYTES]),
                encoder.encodeToString(new byte[HASH_BITS / 8]));
    }

    /** Takes the same time wherever they differ. */
    boolean matches(String password) {
        // An empty password has no key to derive from.
        return !password.isEmpty()
                && MessageDigest.isEqual(
                        Base64.getDecoder().decode(hash),
                        derive(password, Base64.getDecoder().decode(salt), iterations));
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        var spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This JDK has no PBKDF2WithHmacSHA256", missing);
        } finally {
            spec.clearPassword();
        }
    }

    String written() {
        return "pbkdf2-sha256$" + iterations + "$" + salt + "$" + hash;
    }

    /** Hashes are not for logs. */
    @Override
    public String toString() {
        return "PasswordHash";
    }
}
