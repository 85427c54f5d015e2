package io.orderflow.order.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.messaging.publish.HalfMessageNotStoredException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GroupFailureTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(GroupFailure.KEY_TAKEN, sql("23000", 1062)),
                Arguments.of(GroupFailure.KEY_TAKEN, new RuntimeException("wrapped", sql("23000", 1062))),
                Arguments.of(GroupFailure.ONE_OF_THEM, sql("40001", 1213)),
                Arguments.of(GroupFailure.ONE_OF_THEM, sql("40001", 1205)),
                Arguments.of(GroupFailure.ONE_OF_THEM, sql("HY000", 3819)),
                Arguments.of(GroupFailure.ONE_OF_THEM, sql("22001", 1406)),
                Arguments.of(GroupFailure.ONE_OF_THEM, new IllegalStateException("a mistake of ours")),
                Arguments.of(GroupFailure.OUTAGE, sql("08S01", 0)),
                Arguments.of(GroupFailure.OUTAGE, sql("HY000", 1290)),
                Arguments.of(GroupFailure.OUTAGE, new HalfMessageNotStoredException("away")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failure_tells_whether_it_is_about_the_orders(GroupFailure expected, Exception failure) {
        assertThat(GroupFailure.of(failure)).isEqualTo(expected);
    }

    private static SQLException sql(String state, int code) {
        return new SQLException("said by the database", state, code);
    }
}
