package io.orderflow.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** One line per user in a properties file. Not for two processes at once. */
final class StoredPasswords implements Passwords {

    private static final int BYTES = 24;

    private final Path file;
    private final SecureRandom random = new SecureRandom();

    StoredPasswords(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public synchronized String of(String user) {
        try {
            var passwords = read();
            var known = passwords.getProperty(user);
            if (known != null) {
                return known;
            }
            byte[] secret = new byte[BYTES];
            random.nextBytes(secret);
            var fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
            passwords.setProperty(user, fresh);
            write(passwords);
            return fresh;
        } catch (IOException failure) {
            throw new UncheckedIOException("Passwords can't be kept in " + file, failure);
        }
    }

    private Properties read() throws IOException {
        var passwords = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                passwords.load(in);
            }
        }
        return passwords;
    }

    private void write(Properties passwords) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        var draft = Files.createTempFile(
                file.resolveSibling(".").normalize(),
                "passwords",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newBufferedWriter(draft)) {
            passwords.store(out, null);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
