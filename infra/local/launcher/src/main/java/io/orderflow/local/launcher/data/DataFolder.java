package io.orderflow.local.launcher.data;

import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.launcher.process.ProcessId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a local stack keeps its data, logs, secrets and the pids of its processes. A marker file distinguishes it from any
 * other folder, so that {@code --fresh} can never empty one that is not ours.
 */
public record DataFolder(Path path) {

    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");
    private static final String MARKER = "orderflow-data";
    private static final String LAUNCHER_LOG = "launcher.log";

    /** Creates the folder where it is missing. */
    public static DataFolder open(Path path) {
        DataFolder folder = new DataFolder(path.toAbsolutePath().normalize());
        try {
            folder.create();
        } catch (IOException e) {
            throw new Refusal(
                    "The data folder " + folder.path + " can't be used (" + e + "): name another one with --data.", e);
        }
        return folder;
    }

    public Path run() {
        return path.resolve("run");
    }

    public Path log(String process) {
        return path.resolve("logs").resolve(process + ".log");
    }

    /** Where a detached launcher writes its console output. */
    public Path launcherLog() {
        return path.resolve("logs").resolve(LAUNCHER_LOG);
    }

    public Path secrets() {
        return path.resolve("secrets");
    }

    Path lockFile() {
        return path.resolve("lock");
    }

    /** The launcher that runs on this folder now. */
    public Optional<ProcessId> holder() {
        return ProcessId.read(lockFile()).filter(ProcessId::isAlive);
    }

    /** Keeps one earlier log of each process, so that logs of a forgotten stack don't add up. */
    public void rotateLogs() throws IOException {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(path.resolve("logs"), "*.log")) {
            for (Path log : logs) {
                String name = log.getFileName().toString();
                if (!name.equals(LAUNCHER_LOG)) {
                    Files.move(log, log.resolveSibling(name + ".1"), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /**
     * Removes what a stack has stored; may be repeated after an interruption. The lock, which the caller holds, the marker
     * and the log that a detached launcher writes stay.
     */
    public void empty() throws IOException {
        Set<Path> kept = Set.of(
                path,
                path.resolve(MARKER),
                lockFile(),
                launcherLog(),
                launcherLog().getParent());
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return delete(file);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                return delete(folder);
            }

            private FileVisitResult delete(Path file) throws IOException {
                if (!kept.contains(file)) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        create();
    }

    private void create() throws IOException {
        if (Files.isDirectory(path) && !Files.exists(path.resolve(MARKER)) && !isEmpty()) {
            throw new Refusal("The folder " + path
                    + " holds something else than Orderflow's data: name an empty or a new" + " one with --data.");
        }
        Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWNERS));
        // Secrets, logs, the database itself: for their owner alone, also in a folder that was there before.
        Files.setPosixFilePermissions(path, OWNERS);
        if (!Files.exists(path.resolve(MARKER))) {
            Files.createFile(path.resolve(MARKER));
        }
        for (Path inside : List.of(run(), path.resolve("logs"), secrets())) {
            Files.createDirectories(inside);
            Files.setPosixFilePermissions(inside, OWNERS);
        }
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        }
    }
}
