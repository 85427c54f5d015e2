package io.orderflow.load.scenario;

import io.orderflow.load.Refusal;
import io.orderflow.load.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack is put under load. */
public final class StackOptions {

    @Option(names = "--port-offset", defaultValue = "0", paramLabel = "N", description = "The stack's port offset")
    private int portOffset;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The stack's data folder; .orderflow beside the sources unless given")
    private @Nullable Path data;

    LocalStack find() throws IOException, InterruptedException {
        return LocalStack.find(root(), folder(), portOffset);
    }

    private Path folder() {
        return (data == null ? root().resolve(".orderflow") : data)
                .toAbsolutePath()
                .normalize();
    }

    /** The checkout. */
    public static Path root() {
        String root = System.getProperty("orderflow.root");
        if (root == null) {
            throw new Refusal("-Dorderflow.root is not set: start through infra/load.");
        }
        return Path.of(root);
    }
}
