package io.orderflow.local.launcher.up;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompilersTest {

    @Test
    void on_two_processors_the_best_compiler_would_keep_customers_waiting() {
        assertThat(Compilers.on(1)).isEqualTo(Compilers.FIRST);
        assertThat(Compilers.on(2)).isEqualTo(Compilers.FIRST);
        assertThat(Compilers.FIRST.flags()).containsExactly("-XX:TieredStopAtLevel=1");
    }

    @Test
    void where_processors_are_to_spare_the_jvm_does_as_it_likes() {
        assertThat(Compilers.on(4)).isEqualTo(Compilers.ALL);
        assertThat(Compilers.ALL.flags()).isEmpty();
    }
}
