package io.orderflow.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One data folder through three launchers: the first is interrupted, the second is killed, the third starts empty. */
class LauncherLifeIT {

    private static final Duration START_PATIENCE = Duration.ofSeconds(240);
    /** A guard gives its child 20 seconds before it kills it. */
    private static final Duration GUARD_PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path temp;

    private StackUnderTest stack;

    @AfterEach
    void stop() throws Exception {
        stack.end();
        stack.assertNothingIsLeft();
    }

    @Test
    void data_outlives_ctrl_c_and_the_kill_of_a_launcher_but_not_a_fresh_start() throws Exception {
        stack = StackUnderTest.in(temp.resolve("data"));

        Script.Running first = stack.upInForeground();
        await().atMost(START_PATIENCE)
                .until(() -> first.output().contains("Place an order")
                        || !first.process().isAlive());
        assertThat(first.process().isAlive()).as(first.output()).isTrue();
        String token = stack.token("alice");
        String order = stack.placeOrder(token);
        stack.awaitEffectsOf(order, token);

        interrupt(first.process());
        assertThat(first.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(first.output()).contains("Everything is stopped");
        stack.assertNothingIsLeft();

        Script.Ended second = stack.up("--detach");
        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(stack.orderStatus(order, token)).isEqualTo(200);
        stack.awaitEffectsOf(order, token);

        stack.launcher().destroyForcibly();
        await().atMost(GUARD_PATIENCE).untilAsserted(() -> stack.assertNothingIsLeft());

        Script.Ended third = stack.up("--detach", "--fresh");
        assertThat(third.exitCode()).as(third.output()).isZero();
        assertThat(stack.orderStatus(order, stack.token("alice"))).isEqualTo(404);
    }

    /** The script has become the launcher's JVM, as in a terminal. */
    private static void interrupt(Process launcher) throws Exception {
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(launcher.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
