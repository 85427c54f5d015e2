package io.orderflow.dashboard.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.dashboard.Console;
import io.orderflow.testkit.ServiceProcess;
import io.orderflow.testkit.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dashboard that is killed while it copies a dead letter, and the next one. */
class CopyCrashIT {

    @TempDir
    private Path classes;

    @ParameterizedTest
    @CsvSource({"before-the-row, 0", "after-the-row, 1"})
    void killed_on_its_way_a_dead_letter_is_there_once_in_the_end(String when, int rows) throws Exception {
        var group = "copied-" + UUID.randomUUID();
        var key = UUID.randomUUID().toString();
        var next = UUID.randomUUID().toString();
        TestServers.get().createGroup(group);
        copyBean();
        try (var dead = new DeadByHand()) {
            try (var doomed = ServiceProcess.start(
                    "infra/dashboard",
                    Console.environment(),
                    Map.of("rehearsal.die-while-copying", when),
                    List.of(classes))) {
                dead.bury(group, key);
                assertThat(doomed.exit().get(60, TimeUnit.SECONDS)).isEqualTo(DiesWhileCopying.KILLED);
            }
            assertThat(Stored.letters(key)).hasSize(rows);

            try (var successor = Console.start()) {
                Stored.awaitLetter(key);
                dead.bury(group, next);
                Stored.awaitLetter(next);
                assertThat(Stored.letters(key)).hasSize(1);
                assertThat(successor.operator().get("/dead-letters?text=" + key).body())
                        .contains(key);
            }
        }
    }

    private void copyBean() throws IOException {
        Path from = Path.of("target", "test-classes");
        try (var files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> path.toString().contains(DiesWhileCopying.class.getSimpleName()))
                    .toList()) {
                Path copy = classes.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
