package io.orderflow.local.servers;

import java.nio.file.Path;

/** The users' passwords. The administrator's name is {@link #ADMINISTRATOR}. */
@FunctionalInterface
public interface Passwords {

    String ADMINISTRATOR = "root";

    /** The same answer for the same user, for as long as the server's data folder lives. */
    String of(String user);

    /** Random ones, made when first asked for and kept in a file that only its owner may read. */
    static Passwords storedIn(Path file) {
        return new StoredPasswords(file);
    }
}
