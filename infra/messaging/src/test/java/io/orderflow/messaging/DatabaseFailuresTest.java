package io.orderflow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailuresTest {

    @ParameterizedTest
    @CsvSource({"22001, 1406", "22003, 1264", "23000, 1048", "23000, 1452", "HY000, 3819", "HY000, 1366"})
    void what_the_data_is_to_blame_for_is_permanent(String state, int code) {
        var sql = new SQLException("Data too long", state, code);
        assertThat(DatabaseFailures.isPermanent(new IllegalStateException(sql))).isTrue();
        assertThat(DatabaseFailures.isPermanent(new BatchUpdateException("batch", state, code, new int[0], sql)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"40001, 1213", "HY000, 1205", "08S01, 0", "HY000, 1040", "42000, 1142", "42S02, 1146", "70100, 1317"})
    void what_passes_or_is_about_everything_is_not(String state, int code) {
        assertThat(DatabaseFailures.isPermanent(new SQLException("not now", state, code)))
                .isFalse();
    }

    @Test
    void what_is_not_of_a_database_is_not() {
        assertThat(DatabaseFailures.isPermanent(new SQLTransientConnectionException("pool")))
                .isFalse();
        assertThat(DatabaseFailures.isPermanent(new IllegalStateException("22001")))
                .isFalse();
    }
}
