package io.orderflow.local.launcher.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.orderflow.local.launcher.console.Steps;
import io.orderflow.local.launcher.data.DataFolder;
import io.orderflow.local.launcher.data.FolderLock;
import io.orderflow.local.launcher.process.ProcessFiles;
import io.orderflow.local.launcher.process.ProcessId;
import io.orderflow.local.launcher.process.RestartPolicy;
import io.orderflow.local.launcher.process.ScriptedServer;
import io.orderflow.local.launcher.process.Stack;
import io.orderflow.local.launcher.process.State;
import io.orderflow.local.launcher.process.Supervised;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ControlTest {

    private static final Steps SILENT = new Steps(new PrintStream(OutputStream.nullOutputStream()), Clock.systemUTC());

    @TempDir
    private Path temp;

    private DataFolder folder;
    private FolderLock lock;
    private Stack stack;

    @BeforeEach
    void startStack() throws Exception {
        // Longer than any socket's address may be.
        folder = DataFolder.open(temp.resolve("a".repeat(120)));
        lock = FolderLock.take(folder);
        lock.sign(ProcessId.of(ProcessHandle.current()));
        stack = new Stack(List.of(process("mysql"), process("redis")), List.of(process("points-service")));
        stack.start();
    }

    @AfterEach
    void stopStack() throws Exception {
        stack.stop();
        lock.close();
    }

    @Test
    void socket_and_its_folder_are_gone_when_the_launcher_is_and_a_killed_one_s_when_the_next_comes() throws Exception {
        ControlServer killed = ControlServer.open(folder, stack, SILENT);
        Path first = ControlAddress.of(folder).find().orElseThrow().getPath();
        ControlServer next = ControlServer.open(folder, stack, SILENT);
        Path second = ControlAddress.of(folder).find().orElseThrow().getPath();

        assertThat(first.getParent()).doesNotExist();
        assertThat(second).exists();

        next.close();
        assertThat(second.getParent()).doesNotExist();
        assertThat(ControlAddress.of(folder).find()).isEmpty();
        killed.close();
    }

    @Test
    void status_lists_every_process_in_starting_order() throws Exception {
        try (ControlServer server = ControlServer.open(folder, stack, SILENT)) {
            server.start();

            Answer answer = ask("status");

            assertThat(answer.ok()).isTrue();
            Map<String, Object>[] processes =
                    JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(answer.text()), "processes");
            assertThat(processes)
                    .extracting(process -> process.get("name"))
                    .containsExactly("mysql", "redis", "points-service");
            assertThat(processes)
                    .allSatisfy(process -> assertThat(process)
                            .containsOnlyKeys("name", "pid", "port", "state", "restarts", "uptimeSeconds")
                            .containsEntry("state", "running")
                            .containsEntry("restarts", 0L));
        }
    }

    @Test
    void one_process_is_stopped_and_started_while_the_others_run() throws Exception {
        try (ControlServer server = ControlServer.open(folder, stack, SILENT)) {
            server.start();

            assertThat(ask("stop points-service").ok()).isTrue();
            assertThat(states()).containsExactly(State.RUNNING, State.RUNNING, State.STOPPED);
            assertThat(ask("status").text()).contains("\"name\":\"points-service\",\"pid\":null");

            assertThat(ask("start points-service").ok()).isTrue();
            assertThat(states()).containsOnly(State.RUNNING);
        }
    }

    @Test
    void unknown_process_is_refused_with_the_names_there_are() throws Exception {
        try (ControlServer server = ControlServer.open(folder, stack, SILENT)) {
            server.start();

            assertThat(ask("stop kafka"))
                    .isEqualTo(Answer.refused(
                            "There is no process called kafka: choose one of mysql, redis, points-service."));
        }
    }

    @Test
    void launcher_that_is_gone_does_not_answer() throws Exception {
        try (ControlServer server = ControlServer.open(folder, stack, SILENT)) {
            server.start();
        }

        await().untilAsserted(() ->
                assertThat(new ControlClient(folder).ask("status")).isEmpty());
    }

    @Test
    void stack_that_is_stopped_starts_nothing_more() throws Exception {
        try (ControlServer server = ControlServer.open(folder, stack, SILENT)) {
            server.start();
            stack.stop();

            assertThat(ask("start redis")).isEqualTo(Answer.refused("The stack is being stopped."));
            assertThat(states()).containsOnly(State.STOPPED);
        }
    }

    private Answer ask(String request) throws IOException {
        return new ControlClient(folder).ask(request).orElseThrow();
    }

    private List<State> states() {
        return stack.status().stream().map(status -> status.state()).toList();
    }

    private Supervised process(String name) throws IOException {
        Path work = Files.createDirectories(temp.resolve(name));
        return new Supervised(
                ScriptedServer.named(name, work),
                ProcessFiles.of(name, folder.log(name), folder.run()),
                RestartPolicy.USUAL,
                SILENT);
    }
}
