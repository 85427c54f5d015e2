package io.orderflow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailuresTest {

    @ParameterizedTest
    @CsvSource({
        "22001, 1406", // text too long
        "22003, 1264", // number out of range
        "22007, 1292", // no such date
        "23000, 1048", // a value is missing
        "23000, 1452", // nothing there to refer to
        "HY000, 3819", // a check is violated
        "HY000, 1366", // text that the column can't hold
        "HY000, 1364"
    })
    void what_the_content_caused_is_permanent_however_it_is_wrapped(String state, int number) {
        var refused = new SQLException("refused", state, number);

        assertThat(DatabaseFailures.isPermanent(refused)).isTrue();
        assertThat(DatabaseFailures.isPermanent(
                        new IllegalStateException(new BatchUpdateException("batch", "HY000", 0, new int[0], refused))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "08S01, 0", // connection lost
        "08001, 0", // not reached
        "40001, 1213", // deadlock
        "HY000, 1205", // lock wait
        "08004, 1040", // too many connections
        "HY000, 1290", // read-only
        "08S01, 1053", // shutting down
        "42S02, 1146", // a table is missing: a migration cures it
        "42000, 1142" // a right is missing: a grant cures it
    })
    void what_passes_or_what_an_operator_cures_is_not(String state, int number) {
        assertThat(DatabaseFailures.isPermanent(new SQLException("away", state, number)))
                .isFalse();
    }

    @Test
    void row_of_a_batch_that_is_told_behind_another_counts() {
        var batch = new BatchUpdateException("batch", "HY000", 0, new int[0], null);
        batch.setNextException(new SQLException("refused", "22001", 1406));

        assertThat(DatabaseFailures.isPermanent(batch)).isTrue();
    }

    @Test
    void failures_of_others_and_causes_without_end_are_not() {
        var one = new IllegalStateException("one");
        var other = new IllegalStateException("other", one);
        one.initCause(other);

        assertThat(DatabaseFailures.isPermanent(one)).isFalse();
        assertThat(DatabaseFailures.isPermanent(new IOException("22001"))).isFalse();
    }
}
