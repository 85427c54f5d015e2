package io.orderflow.local.launcher.data;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --data DIR}, which every command takes. */
public final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The stack's data folder; .orderflow beside the sources unless given")
    private @Nullable Path folder;

    /** Creates the folder where it is missing. */
    public DataFolder open() {
        return DataFolder.open(path());
    }

    /** The folder as it is; there may be none. */
    public DataFolder look() {
        return new DataFolder(path().toAbsolutePath().normalize());
    }

    /** The folder, where it is not the usual one: an argument that other commands need. */
    public Optional<Path> unusual() {
        return Optional.ofNullable(folder);
    }

    private Path path() {
        return folder == null ? root().resolve(".orderflow") : folder;
    }

    /** The checkout that holds the scripts, the sources and the built jars. */
    public static Path root() {
        String root = System.getProperty("orderflow.root");
        if (root == null) {
            throw new IllegalStateException("-Dorderflow.root is not set: start through the scripts in infra/");
        }
        return Path.of(root);
    }
}
