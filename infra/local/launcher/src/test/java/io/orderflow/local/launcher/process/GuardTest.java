package io.orderflow.local.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class GuardTest {

    @TempDir
    private Path folder;

    private final List<ProcessHandle> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void child_ends_when_the_pipe_to_the_launcher_closes() throws Exception {
        Process guard = guard("sleep", "300");
        ProcessHandle child = child(guard);

        guard.getOutputStream().close();

        assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(5));
        assertThat(guard.onExit()).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void child_that_ignores_the_polite_signal_is_killed_after_the_grace() throws Exception {
        Process guard = guard("bash", "-c", "trap '' TERM; while :; do sleep 0.1; done");
        ProcessHandle child = child(guard);

        guard.getOutputStream().close();

        assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void guard_ends_as_its_child_did() throws Exception {
        Process guard = guard("bash", "-c", "exit 7");

        assertThat(guard.waitFor()).isEqualTo(7);
    }

    @Test
    void nothing_is_left_of_a_guard_whose_child_has_ended() throws Exception {
        Process guard = guard("sleep", "300");
        ProcessHandle child = child(guard);
        List<ProcessHandle> all = guard.descendants().toList();

        child.destroy();

        assertThat(guard.waitFor()).isEqualTo(128 + 15);
        assertThat(all).allSatisfy(one -> assertThat(one.onExit()).succeedsWithin(Duration.ofSeconds(5)));
    }

    private Process guard(String... command) throws IOException {
        List<String> wrapped = new ArrayList<>(List.of(
                "bash",
                Path.of(System.getProperty("orderflow.root"), "infra/local/launcher/guard")
                        .toString(),
                folder.resolve("log").toString(),
                "1"));
        wrapped.addAll(List.of(command));
        Process guard = new ProcessBuilder(wrapped).start();
        started.add(guard.toHandle());
        return guard;
    }

    private ProcessHandle child(Process guard) throws IOException {
        ProcessHandle child = ProcessHandle.of(
                        Long.parseLong(guard.inputReader(StandardCharsets.UTF_8).readLine()))
                .orElseThrow();
        started.add(child);
        return child;
    }
}
