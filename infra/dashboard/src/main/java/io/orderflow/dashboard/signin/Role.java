package io.orderflow.dashboard.signin;

import java.util.Locale;

/** An operator sees and changes, a reader sees. */
enum Role {
    OPERATOR,
    READER;

    /** Also the role's name in annotations. */
    String signInName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
