package io.orderflow.load.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

    @Test
    void a_machine_tells_what_a_figure_depends_on() {
        var machine = Machine.here(Path.of(System.getProperty("orderflow.root")));

        assertThat(machine.processors()).isPositive();
        assertThat(machine.processor()).isNotBlank();
        assertThat(machine.memory()).endsWith(" GiB");
        assertThat(machine.java()).contains("25");
    }

    @Test
    void sources_without_a_commit_are_of_an_unknown_one(@TempDir Path elsewhere) {
        assertThat(Machine.here(elsewhere).commit()).isEqualTo("unknown");
    }
}
