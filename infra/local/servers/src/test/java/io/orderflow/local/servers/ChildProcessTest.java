package io.orderflow.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    @TempDir
    Path folder;

    @Test
    void the_pid_is_the_commands_own() throws Exception {
        var child = start("echo I am $$; exec sleep 60");
        try {
            Awaitility.await().until(() -> child.logTail(1).equals("I am " + child.pid()));
            assertThat(ProcessHandle.of(child.pid()).orElseThrow().info().command())
                    .hasValueSatisfying(command -> assertThat(command).contains("sleep"));
        } finally {
            child.kill9();
        }
    }

    @Test
    void its_exit_code_is_the_commands() throws Exception {
        assertThat(start("exit 7").exit().get(10, TimeUnit.SECONDS)).isEqualTo(7);
    }

    @Test
    void kill9_is_sigkill_and_stop_is_sigterm() throws Exception {
        var killed = start("sleep 60");
        killed.kill9();
        assertThat(killed.exit().get(10, TimeUnit.SECONDS)).isEqualTo(128 + 9);

        var stopped = start("trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.05; done");
        Awaitility.await().until(() -> stopped.logTail(1).equals("up"));
        stopped.stop();
        assertThat(stopped.exit().get(10, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(stopped.logTail(1)).isEqualTo("bye");
    }

    @Test
    void its_log_tail_begins_with_this_run() throws Exception {
        var log = folder.resolve("child.log");
        Files.writeString(log, "an older run\n");
        var child = ChildProcess.start(new ProcessBuilder("/bin/sh", "-c", "echo one; echo two"), log);
        child.exit().get(10, TimeUnit.SECONDS);
        assertThat(child.logTail(10)).isEqualTo("one\ntwo");
    }

    @Test
    void nothing_outlives_a_parent_that_was_killed() throws Exception {
        var parent = ChildProcess.start(
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentOfAChild.class.getName(),
                        folder.resolve("grandchild.log").toString()),
                folder.resolve("parent.log"));
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> parent.logTail(1).matches("child \\d+"));
            long grandchild = Long.parseLong(parent.logTail(1).substring("child ".length()));
            assertThat(ProcessHandle.of(grandchild)).isPresent();
            parent.kill9();
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> gone(grandchild));
        } finally {
            parent.kill9();
        }
    }

    /** Starts a child that would run for ten minutes, prints its pid, and waits to be killed. */
    static final class ParentOfAChild {

        public static void main(String[] args) throws Exception {
            var child = ChildProcess.start(new ProcessBuilder("sleep", "600"), Path.of(args[0]));
            System.out.println("child " + child.pid());
            child.exit().join();
        }
    }

    private static boolean gone(long pid) {
        // A container's first process may not reap what it inherits: a zombie counts as ended, too.
        return ProcessHandle.of(pid).isEmpty() || ProcessFacts.isZombie(pid);
    }

    private ChildProcess start(String script) throws Exception {
        return ChildProcess.start(new ProcessBuilder("/bin/sh", "-c", script), folder.resolve("child.log"));
    }
}
