package io.orderflow.local.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the scripts in {@code infra/} as a person would, from somewhere else than the checkout. */
final class Script {

    private static final Path INFRA = Path.of(System.getProperty("orderflow.root"), "infra");
    private static final long PATIENCE_SECONDS = 240;

    /** For every JVM of a stack that lives for a minute or two. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private Script() {}

    /** Waits for its end. */
    static Ended run(String name, String... arguments) throws IOException, InterruptedException {
        Running running = start(name, arguments);
        if (!running.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            running.process().destroy();
            throw new AssertionError("infra/" + name + " takes too long; so far:\n" + running.output());
        }
        return new Ended(running.process().exitValue(), running.output());
    }

    static Running start(String name, String... arguments) throws IOException {
        // Where the tests run in the background, SIGINT is ignored and children inherit that; a terminal's children
        // don't.
        List<String> command = new ArrayList<>(
                List.of("env", "--default-signal=INT", INFRA.resolve(name).toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("infra-" + name, ".out");
        output.toFile().deleteOnExit();
        var script = new ProcessBuilder(command)
                .directory(output.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        if (name.equals("up")) {
            script.environment().put("JDK_JAVA_OPTIONS", QUICK_START);
        }
        return new Running(script.start(), output);
    }

    record Running(Process process, Path outputFile) {
        String output() throws IOException {
            return Files.readString(outputFile)
                    .replace("NOTE: Picked up JDK_JAVA_OPTIONS: " + QUICK_START + System.lineSeparator(), "");
        }
    }

    record Ended(int exitCode, String output) {}
}
