package io.orderflow.dashboard.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final String STACK = """
            java.lang.IllegalStateException: order 17 is cold
            \tat io.example.Kettle$Lid.boil(Kettle.java:7)
            \tat io.example.Kettle.lambda$pour$3(Kettle.java:12)
            \tat java.base/java.lang.Thread.run(Thread.java:1583)
            Caused by: java.io.IOException: no water in 17
            \tat io.example.Tap.open(Tap.java:41)
            \t... 3 more
            """;

    @Test
    void another_order_another_line_and_another_lambda_number_are_the_same_failure() {
        var later = STACK.replace("17", "4711")
                .replace("Tap.java:41", "Tap.java:43")
                .replace("pour$3", "pour$9");

        assertThat(of(later)).isEqualTo(of(STACK)).matches("[0-9a-f]{16}");
    }

    @Test
    void another_cause_another_place_or_another_exception_is_another_failure() {
        assertThat(of(STACK))
                .isNotEqualTo(of(STACK.replace("java.io.IOException", "java.sql.SQLException")))
                .isNotEqualTo(of(STACK.replace("Tap.open", "Tap.close")))
                .isNotEqualTo(Fingerprint.of("java.lang.Error", STACK));
    }

    @Test
    void a_stack_that_is_none_still_has_one() {
        assertThat(of("")).isEqualTo(of("something else")).hasSize(16);
    }

    private static String of(String stack) {
        return Fingerprint.of("java.lang.IllegalStateException", stack);
    }
}
