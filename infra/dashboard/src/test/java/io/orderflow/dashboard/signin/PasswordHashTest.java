package io.orderflow.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    @Test
    void password_matches_its_hash_and_no_other_does() {
        var hash = PasswordHash.parse(PasswordHash.of("correct horse 秘密", 1_000).written());

        assertThat(hash.matches("correct horse 秘密")).isTrue();
        assertThat(hash.matches("correct horse 秘")).isFalse();
        assertThat(hash.matches("")).isFalse();
    }

    @Test
    void same_password_has_another_hash_for_each_person() {
        assertThat(PasswordHash.of("same", 1_000)).isNotEqualTo(PasswordHash.of("same", 1_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "pbkdf2-sha256$0$c2FsdHNhbHRzYWx0$aaaa", "sha256$1000$c2FsdHNhbHRzYWx0$aaaa"})
    void what_is_no_hash_is_refused_and_not_repeated(String written) {
        assertThatThrownBy(() -> PasswordHash.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A password's hash is pbkdf2-sha256$ITERATIONS$SALT$HASH");
    }
}
