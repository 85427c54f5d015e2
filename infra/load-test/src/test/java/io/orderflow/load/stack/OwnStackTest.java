package io.orderflow.load.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.load.Interruption;
import io.orderflow.load.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With scripts that only write down that they were called. */
class OwnStackTest {

    @TempDir
    private Path root;

    private final Interruption interruption = new Interruption();

    @BeforeEach
    void scripts() throws IOException {
        script("status", "exit 3");
        script("up", "echo \"up $*\" >> \"${0%/*}/calls\"");
        script("down", "echo down >> \"${0%/*}/calls\"");
    }

    @AfterEach
    void close() {
        interruption.close();
    }

    @Test
    void what_was_started_is_stopped() throws Exception {
        try (var own = own()) {
            own.up(true);
        }

        assertThat(calls()).hasSize(2);
        assertThat(calls().getFirst()).startsWith("up --detach").contains("--port-offset 77", "--fresh");
        assertThat(calls().getLast()).isEqualTo("down");
    }

    @Test
    void what_was_not_started_is_not_stopped() throws Exception {
        try (var own = own()) {
            assertThat(own.orderService()).hasPort(8158);
        }

        assertThat(calls()).isEmpty();
    }

    @Test
    void nothing_is_started_once_the_load_ends() throws Exception {
        try (var own = own()) {
            own.up(false);
            own.end();

            assertThatThrownBy(() -> own.up(false)).isInstanceOf(Refusal.class);
        }

        assertThat(calls()).hasSize(2);
        assertThat(calls().getLast()).isEqualTo("down");
    }

    @Test
    void a_start_that_failed_says_why() throws Exception {
        script("up", "echo 'port 8158 is taken' >&2; exit 1");

        try (var own = own()) {
            assertThatThrownBy(() -> own.up(true))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("port 8158 is taken");
        }
    }

    @Test
    void a_stack_of_somebody_else_is_left_alone() throws Exception {
        script("status", "echo '{}'");

        assertThatThrownBy(this::own).isInstanceOf(Refusal.class).hasMessageContaining("--data");
        assertThat(calls()).isEmpty();
    }

    private OwnStack own() throws IOException, InterruptedException {
        return OwnStack.on(root, root.resolve("data"), 77, System.out, interruption);
    }

    private List<String> calls() throws IOException {
        var calls = root.resolve("infra/calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private void script(String name, String body) throws IOException {
        var script = Files.createDirectories(root.resolve("infra")).resolve(name);
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }
}
