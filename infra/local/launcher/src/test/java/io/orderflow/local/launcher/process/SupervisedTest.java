package io.orderflow.local.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.local.launcher.console.Steps;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SupervisedTest {

    private static final RestartPolicy QUICK = new RestartPolicy(Duration.ofMillis(1), Duration.ofHours(1), 3);

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private Supervised process;

    @AfterEach
    void stop() throws InterruptedException {
        process.stop();
    }

    @Test
    void started_process_is_ready_provisioned_and_shown_with_its_pid() {
        ScriptedServer server = ScriptedServer.named("redis", folder);
        process = supervised(server, QUICK);

        process.start().join();

        assertThat(server.provisioned()).hasValue(1);
        assertThat(process.status().state()).isEqualTo(State.RUNNING);
        assertThat(process.status().pid())
                .hasValueSatisfying(pid -> assertThat(commandOf(pid)).endsWith("sleep"));
        assertThat(ProcessId.read(folder.resolve("redis.pid")).orElseThrow().pid())
                .isEqualTo(process.status().pid().orElseThrow());
    }

    @Test
    void killed_process_is_started_again_and_provisioned_again() {
        ScriptedServer server = ScriptedServer.named("redis", folder);
        process = supervised(server, QUICK);
        process.start().join();
        long killed = process.status().pid().orElseThrow();

        kill(killed);

        await().until(() -> process.status().restarts() == 1 && process.status().state() == State.RUNNING);
        assertThat(process.status().pid())
                .hasValueSatisfying(pid -> assertThat(pid).isNotEqualTo(killed));
        assertThat(server.provisioned()).hasValue(2);
        assertThat(said()).contains("redis was killed (signal 9); starting it again.");
    }

    @Test
    void process_that_keeps_dying_is_given_up() {
        process = supervised(ScriptedServer.named("redis", folder).running("touch ready; sleep 0.1; exit 7"), QUICK);
        process.start().join();

        await().until(() -> process.status().state() == State.STOPPED);

        assertThat(process.status().restarts()).isEqualTo(3);
        assertThat(said()).contains("redis ended with exit code 7 and is not started again");
    }

    @Test
    void given_up_process_can_be_started_on_request() {
        process = supervised(ScriptedServer.named("redis", folder), RestartPolicy.NEVER);
        process.start().join();
        kill(process.status().pid().orElseThrow());
        await().until(() -> process.status().state() == State.STOPPED);

        process.start().join();

        assertThat(process.status().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void failed_first_start_is_told_with_the_end_of_the_log_and_not_repeated() {
        process =
                supervised(ScriptedServer.named("mysql", folder).running("echo starting; echo no room; exit 3"), QUICK);

        assertThat(process.start())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(StartFailed.class)
                .withMessageContaining("mysql ended with exit code 3 before it was ready")
                .withMessageEndingWith("    starting\n    no room");
        await().until(() -> process.status().state() == State.STOPPED);
        assertThat(process.status().restarts()).isZero();
    }

    @Test
    void stopped_process_is_gone_and_stays_away() throws InterruptedException {
        process = supervised(ScriptedServer.named("redis", folder), QUICK);
        process.start().join();
        long pid = process.status().pid().orElseThrow();

        process.stop();

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(process.status())
                .isEqualTo(new ProcessStatus("redis", Optional.empty(), 1, State.STOPPED, 0, Optional.empty()));
        assertThat(said()).doesNotContain("starting it again");
    }

    @Test
    void process_can_be_stopped_before_it_is_ready() throws InterruptedException {
        process = supervised(ScriptedServer.named("redis", folder).running("touch begun; exec sleep 300"), QUICK);
        var ready = process.start();
        await().until(() -> Files.exists(folder.resolve("begun")));

        process.stop();

        assertThat(ready).isCompletedExceptionally();
        assertThat(process.status().state()).isEqualTo(State.STOPPED);
    }

    private Supervised supervised(ScriptedServer server, RestartPolicy policy) {
        ProcessFiles files = ProcessFiles.of(server.name(), folder.resolve(server.name() + ".log"), folder);
        return new Supervised(
                server,
                files,
                policy,
                new Steps(new PrintStream(console, true, StandardCharsets.UTF_8), Clock.systemUTC()));
    }

    private String said() {
        return console.toString(StandardCharsets.UTF_8);
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private static String commandOf(long pid) {
        return ProcessHandle.of(pid).flatMap(handle -> handle.info().command()).orElseThrow();
    }
}
