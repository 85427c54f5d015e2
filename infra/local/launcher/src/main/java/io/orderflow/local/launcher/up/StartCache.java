package io.orderflow.local.launcher.up;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a training run leaves of a service or the broker: its classes loaded and linked, its methods profiled (the JDK's AOT
 * cache, JEP 483, 514 and 515), in one file beside the jar. It fits the jars and the JVM that it was made from. The JVM ignores
 * one that does not fit, so a missing or an old cache only makes the start slower.
 *
 * @param jar of the service, with {@code lib/} beside it
 */
record StartCache(Path jar) {

    private static final String LAUNCHER = "infra/local/launcher";

    private static final String BROKER = "infra/local/broker";

    static StartCache of(Path root, String module) {
        return new StartCache(BuiltJar.of(root, module));
    }

    static StartCache ofBroker(Path root) {
        return of(root, BROKER);
    }

    /** Whether every JVM of a stack, the launcher's among them, has a cache that was made after its jars. */
    static boolean areCurrent(Path root) throws IOException {
        Stream<String> services = ServicePlan.all().stream().map(ServicePlan::module);
        for (String module :
                Stream.concat(services, Stream.of(BROKER, LAUNCHER)).toList()) {
            if (!of(root, module).isCurrent()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the cache was made after the service and its libraries. */
    boolean isCurrent() throws IOException {
        if (!Files.exists(file())) {
            return false;
        }
        FileTime made = Files.getLastModifiedTime(file());
        if (Files.getLastModifiedTime(jar).compareTo(made) > 0) {
            return false;
        }
        Path libraries = jar.resolveSibling("lib");
        if (Files.isDirectory(libraries)) {
            try (DirectoryStream<Path> each = Files.newDirectoryStream(libraries, "*.jar")) {
                for (Path library : each) {
                    if (Files.getLastModifiedTime(library).compareTo(made) > 0) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** For a start that is to be quick; none where there is no cache that fits. */
    List<String> flags() throws IOException {
        return isCurrent() ? List.of("-XX:AOTCache=" + file()) : List.of();
    }

    /** For the training run, whose JVM writes at its end what it has seen: some seconds of work after SIGTERM. */
    List<String> recordingFlags() {
        return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording());
    }

    /** For a JVM that makes the cache of what was recorded, and ends without running the service. */
    List<String> makingFlags() {
        return List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + recording(), "-XX:AOTCache=" + draft());
    }

    /** What a training run leaves, before it and after it. The cache that is in use stays. */
    void clean() throws IOException {
        Files.deleteIfExists(recording());
        Files.deleteIfExists(draft());
    }

    /**
     * After a training run. Whole or not at all: a half-written cache never has the cache's name.
     *
     * @return whether there was anything
     */
    boolean keep() throws IOException {
        if (!Files.exists(draft())) {
            return false;
        }
        Files.move(draft(), file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    Path file() {
        return sibling(".aot");
    }

    private Path recording() {
        return sibling(".aotconf");
    }

    Path draft() {
        return sibling(".aot.draft");
    }

    private Path sibling(String ending) {
        return jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", "") + ending);
    }
}
