package io.orderflow.local.launcher.up;

import io.orderflow.local.launcher.console.Refusal;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Maven has made of a module. */
final class BuiltJar {

    private BuiltJar() {}

    /** The newest, should there be several versions. */
    static Path of(Path root, String module) {
        Path target = root.resolve(module).resolve("target");
        Map<Path, FileTime> found = new HashMap<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(
                target, "{,local-}" + root.resolve(module).getFileName() + "-[0-9]*.jar")) {
            for (Path jar : jars) {
                if (!jar.toString().matches(".*-(tests|sources|javadoc)\\.jar")) {
                    found.put(jar, Files.getLastModifiedTime(jar));
                }
            }
        } catch (IOException e) {
            throw missing(module, target, e);
        }
        return found.entrySet().stream()
                .max(Comparator.comparing(Map.Entry::getValue))
                .orElseThrow(() -> missing(module, target, null))
                .getKey();
    }

    private static Refusal missing(String module, Path target, @Nullable IOException cause) {
        return new Refusal(
                "There is no jar of " + module + " in " + target + ": build with ./mvnw -DskipTests package.", cause);
    }
}
