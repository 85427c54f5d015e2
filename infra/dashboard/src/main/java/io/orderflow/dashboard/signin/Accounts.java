package io.orderflow.dashboard.signin;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The accounts: a file with a line {@code NAME ROLE HASH} for each person, where a role is {@code operator} or {@code reader},
 * and a hash is a {@link PasswordHash}. Empty lines and lines that begin with {@code #} are ignored. Read at the start; a line
 * that is wrong ends it.
 */
@Context
class Accounts {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,31}");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    /** Hashing costs some tenths of a second of a core on purpose: strangers must not get all of them. */
    private static final int AT_ONCE = 2;

    private static final long WAIT_SECONDS = 5;

    private final Map<String, Account> accounts;
    private final PasswordHash unknown;
    private final Semaphore hashing = new Semaphore(AT_ONCE);

    /** @param file empty where no person may sign in */
    Accounts(@Value("${sign-in.accounts-file:}") String file) {
        this.accounts = file.isEmpty() ? Map.of() : read(Path.of(file));
        this.unknown = PasswordHash.unknown(accounts.values().stream()
                .mapToInt(account -> account.password().iterations())
                .max()
                .orElse(PasswordHash.ITERATIONS));
    }

    /** What a name and a password lead to. */
    sealed interface Answer {
        record Right(Account account) implements Answer {}

        record Wrong() implements Answer {}

        /** Too many are being checked at the moment. */
        record Busy() implements Answer {}
    }

    boolean knows(String name) {
        return accounts.containsKey(name);
    }

    /** Takes as long for a name that there is not. */
    Answer check(String name, String password) throws InterruptedException {
        if (!hashing.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
            return new Answer.Busy();
        }
        try {
            var account = Optional.ofNullable(accounts.get(name));
            boolean right = account.map(Account::password).orElse(unknown).matches(password);
            return account.isPresent() && right ? new Answer.Right(account.get()) : new Answer.Wrong();
        } finally {
            hashing.release();
        }
    }

    private static Map<String, Account> read(Path file) {
        Map<String, Account> accounts = new LinkedHashMap<>();
        int number = 0;
        try {
            for (var line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    var account = account(line.strip());
                    if (accounts.put(account.name(), account) != null) {
                        throw new IllegalArgumentException("There is another " + account.name());
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new ConfigurationException("The file of accounts can't be read: " + file, unreadable);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(file + ", line " + number + ": " + wrong.getMessage(), wrong);
        }
        return Map.copyOf(accounts);
    }

    private static Account account(String line) {
        var parts = SPACE.split(line);
        if (parts.length != 3) {
            throw new IllegalArgumentException("An account is NAME ROLE HASH");
        }
        if (!NAME.matcher(parts[0]).matches()) {
            throw new IllegalArgumentException("A name is " + NAME);
        }
        var role = Role.named(parts[1])
                .orElseThrow(() -> new IllegalArgumentException("A role is operator or reader, not " + parts[1]));
        return new Account(parts[0], role, PasswordHash.parse(parts[2]));
    }
}
