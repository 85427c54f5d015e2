package io.orderflow.local.launcher.token;

import java.util.Locale;

public enum Role {
    CUSTOMER,
    OPERATOR;

    String claim() {
        return name().toLowerCase(Locale.ROOT);
    }
}
