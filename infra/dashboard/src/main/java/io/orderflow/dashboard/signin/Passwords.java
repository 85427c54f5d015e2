package io.orderflow.dashboard.signin;

import io.micronaut.context.annotation.ConfigurationInject;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Who may sign in is who knows the password of a role; without a password nobody has that role. */
@ConfigurationProperties("sign-in")
record Passwords(
        @Bindable(defaultValue = "") String operatorPassword,
        @Bindable(defaultValue = "") String readerPassword) {

    @ConfigurationInject
    Passwords {}

    Optional<Role> roleOf(String name, String password) {
        for (var role : Role.values()) {
            if (role.signInName().equals(name)) {
                return matches(expected(role), password) ? Optional.of(role) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private String expected(Role role) {
        return switch (role) {
            case OPERATOR -> operatorPassword;
            case READER -> readerPassword;
        };
    }

    /** Takes the same time wherever they differ. */
    private static boolean matches(String expected, String given) {
        return !expected.isEmpty()
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Passwords";
    }
}
