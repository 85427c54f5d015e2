package io.orderflow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
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

    @ParameterizedTest
    @CsvSource({
        "42S02, 1146", // a table is missing
        "42S22, 1054", // a column is missing
        "42000, 1142", // a right is missing
        "3D000, 1046", // no schema is chosen
        "42P01, 0", // a table is missing in PostgreSQL
        "22001, 1406", // text too long
    })
    void what_is_refused_until_the_schema_changes_is_told_apart(String state, int number) {
        var refused = new SQLException("refused", state, number);

        assertThat(DatabaseFailures.isRefused(new IllegalStateException(refused)))
                .isTrue();
        assertThat(DatabaseFailures.isRefused(new SQLTransientConnectionException("no connection", refused)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "08S01, 0", // connection lost
        "40001, 1213", // deadlock
        "HY000, 1205", // lock wait
        "42000, 1203", // too many connections of a user
        "42000, 1226", // a limit of a user
        "HY000, 1290", // read-only
    })
    void what_passes_is_not_refused(String state, int number) {
        assertThat(DatabaseFailures.isRefused(new SQLException("not now", state, number)))
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
