package io.orderflow.local.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {

    private static final Duration GRACE = Duration.ofSeconds(1);

    @TempDir
    private Path records;

    private Process left;

    @BeforeEach
    void leaveProcess() throws IOException {
        left = new ProcessBuilder("bash", "-c", "trap '' TERM; while :; do sleep 0.05; done").start();
    }

    @AfterEach
    void end() {
        left.destroyForcibly();
    }

    @Test
    void recorded_process_is_ended_even_when_it_ignores_the_polite_signal() throws Exception {
        record(ProcessId.of(left.toHandle()));

        assertThat(new Orphans(records).end(GRACE)).isEqualTo(1);
        assertThat(left.isAlive()).isFalse();
    }

    @Test
    void process_that_merely_inherited_the_pid_is_left_alone() throws Exception {
        record(new ProcessId(left.pid(), Instant.now().minusSeconds(3600)));

        assertThat(new Orphans(records).end(GRACE)).isZero();
        assertThat(left.isAlive()).isTrue();
    }

    @Test
    void damaged_record_names_nobody() throws Exception {
        Files.writeString(records.resolve("mysql.pid"), "12 ");

        assertThat(new Orphans(records).end(GRACE)).isZero();
    }

    private void record(ProcessId id) throws IOException {
        Files.writeString(records.resolve("mysql.pid"), id.text());
    }
}
