package io.orderflow.dashboard.sale;

import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The load test's program, where it is there to be run. */
@Singleton
class LoadTest {

    private final RushSettings settings;
    private final boolean local;

    LoadTest(RushSettings settings, Environment environment) {
        this.settings = settings;
        this.local = environment.getActiveNames().contains("local");
    }

    sealed interface Place {

        record Found(Path jar) implements Place {}

        /** @param why the key of a text */
        record Missing(String why) implements Place {}
    }

    /** Looks every time: it may be built while the console runs. */
    Place find() {
        if (!local || settings.root().isEmpty()) {
            return new Place.Missing("sale.rush-not-local");
        }
        return jar().<Place>map(Place.Found::new).orElseGet(() -> new Place.Missing("sale.rush-not-built"));
    }

    /** Knows nothing of the console's passwords: it finds its own in the stack's folder. */
    ProcessBuilder rush(Path jar, RushWish wish) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // Of its event loops, which share the processors with the whole stack here.
                "-Dio.hyperfoil.jitter.watchdog.threshold=1000",
                "-Dorderflow.root=" + settings.root(),
                "-jar",
                jar.toString(),
                "sale",
                "--data",
                settings.data(),
                "--port-offset",
                Integer.toString(settings.portOffset()),
                // An operator wants to see the rush now; its latencies are for looking at, not for quoting.
                "--client-warm-up",
                "0"));
        command.addAll(wish.arguments());
        var rush = new ProcessBuilder(command).redirectErrorStream(true);
        rush.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR"));
        rush.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return rush;
    }

    private Optional<Path> jar() {
        var target = Path.of(settings.root(), "infra", "load-test", "target");
        if (!Files.isDirectory(target.resolve("lib"))) {
            return Optional.empty();
        }
        try (var jars = Files.list(target)) {
            return jars.filter(LoadTest::isTheProgram).max(Comparator.naturalOrder());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isTheProgram(Path file) {
        return file.getFileName().toString().matches("load-test-[0-9](?!.*-(tests|sources|javadoc)\\.jar).*\\.jar");
    }
}
