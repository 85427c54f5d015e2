package io.orderflow.load.stack;

import io.orderflow.load.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The scripts in {@code infra/}, run on one data folder. */
record Script(Path root, Path data) {

    record Output(int exitCode, String output) {}

    Output run(String name, String... arguments) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(List.of(root.resolve("infra").resolve(name).toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), output);
    }

    void runOrThrow(String name, String... arguments) throws IOException, InterruptedException {
        var result = run(name, arguments);
        if (result.exitCode() != 0) {
            throw new Refusal("infra/%s %s failed: %s"
                    .formatted(
                            name, String.join(" ", arguments), result.output().strip()));
        }
    }
}
