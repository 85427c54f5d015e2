package io.orderflow.messaging.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.messaging.consume.Handled;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import org.junit.jupiter.api.Test;

class UniqueEffectTest {

    private static final SQLException DUPLICATE =
            new SQLIntegrityConstraintViolationException("Duplicate entry", "23000", 1062);
    private static final SQLException MISSING_VALUE =
            new SQLIntegrityConstraintViolationException("Column cannot be null", "23000", 1048);

    @Test
    void effect_that_stores_is_applied() throws Exception {
        assertThat(UniqueEffect.storeOnce(() -> {})).isEqualTo(Handled.Outcome.APPLIED);
    }

    @Test
    void duplicate_key_means_already_stored_however_deep_it_is_wrapped() throws Exception {
        assertThat(UniqueEffect.storeOnce(() -> {
                    throw new IllegalStateException(new IllegalStateException(DUPLICATE));
                }))
                .isEqualTo(Handled.Outcome.ALREADY_STORED);
    }

    @Test
    void duplicate_key_of_postgresql_and_h2_means_the_same() throws Exception {
        assertThat(UniqueEffect.storeOnce(() -> {
                    throw new SQLException("duplicate key value violates unique constraint", "23505");
                }))
                .isEqualTo(Handled.Outcome.ALREADY_STORED);
    }

    @Test
    void any_other_violation_is_a_failure() {
        assertThatThrownBy(() -> UniqueEffect.storeOnce(() -> {
                    throw MISSING_VALUE;
                }))
                .isSameAs(MISSING_VALUE);
    }
}
