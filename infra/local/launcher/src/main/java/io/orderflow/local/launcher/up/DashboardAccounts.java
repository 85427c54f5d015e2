package io.orderflow.local.launcher.up;

import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.launcher.data.Secrets;
import io.orderflow.local.launcher.token.PasswordCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The people who may sign in to the local dashboard: two operators and two readers. Each has a random password, a secret of its
 * own; the dashboard gets a file with their hashes, in the form that its {@code Accounts} reads.
 */
final class DashboardAccounts {

    private record Person(String name, String role) {

        String secret() {
            return PasswordCommand.DASHBOARD + name;
        }
    }

    private static final List<Person> ALL = List.of(
            new Person("olga", "operator"),
            new Person("omar", "operator"),
            new Person("rita", "reader"),
            new Person("ravi", "reader"));

    /** Few: what is hashed is random already, and hashed at every start. */
    private static final int ITERATIONS = 10_000;

    private static final int HASH_BITS = 256;
    private static final int SALT_BYTES = 16;

    private DashboardAccounts() {}

    /** Replaces the file as a whole; readable by its owner alone. */
    static Path write(Secrets secrets) {
        Path file = secrets.folder().resolve("accounts");
        try {
            Path complete = Files.createTempFile(
                    secrets.folder(),
                    "new",
                    null,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    complete,
                    ALL.stream()
                            .map(person -> "%s %s %s%n"
                                    .formatted(person.name(), person.role(), hash(secrets.get(person.secret()))))
                            .collect(Collectors.joining()));
            Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new Refusal("The accounts " + file + " can't be written: " + e + ".", e);
        }
    }

    private static String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, HASH_BITS))
                    .getEncoded();
            return "pbkdf2-sha256$%d$%s$%s"
                    .formatted(ITERATIONS, base64.encodeToString(salt), base64.encodeToString(key));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This JDK has no PBKDF2WithHmacSHA256", missing);
        }
    }
}
