package io.orderflow.micronaut.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemOfFailureTest {

    @Test
    void form_whose_field_micronaut_claims_twice_is_malformed_and_no_fault_of_the_service() {
        var claimed = new IllegalStateException("Chunk already claimed");
        claimed.setStackTrace(new StackTraceElement[] {
            new StackTraceElement(
                    "io.micronaut.http.server.netty.MicronautHttpData", "get", "MicronautHttpData.java", 365)
        });

        assertThat(ProblemOfFailure.of(claimed)).contains(ProblemTypes.MALFORMED_FORM);
    }

    @Test
    void name_is_that_of_the_class_in_this_version_of_micronaut() {
        assertThat(ProblemOfFailureTest.class.getClassLoader())
                .satisfies(loader -> assertThat(
                                Class.forName("io.micronaut.http.server.netty.MicronautHttpData", false, loader))
                        .isNotNull());
    }

    @Test
    void state_of_our_own_that_is_wrong_is_not_the_request() {
        assertThat(ProblemOfFailure.of(new IllegalStateException("ours"))).isEmpty();
    }
}
