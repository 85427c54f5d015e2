package io.orderflow.testkit;

import io.orderflow.local.servers.Passwords;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** New ones for every test JVM, nowhere written down. */
final class RandomPasswords implements Passwords {

    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> passwords = new ConcurrentHashMap<>();

    @Override
    public String of(String user) {
        return passwords.computeIfAbsent(user, unknown -> {
            byte[] secret = new byte[18];
            random.nextBytes(secret);
            // A password policy may ask for one of each kind.
            return Base64.getUrlEncoder().encodeToString(secret) + "aA1-";
        });
    }
}
