package io.orderflow.dashboard.signin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An operator sees and changes, a reader sees. */
enum Role {
    OPERATOR,
    READER;

    /** Also in the file of accounts. */
    String inAnnotations() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.inAnnotations().equals(name))
                .findFirst();
    }
}
