package io.orderflow.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checkout that these tests are part of. */
final class Repository {

    static final Path ROOT = Path.of(System.getProperty("orderflow.root"));

    private static final Set<String> NOT_SOURCES = Set.of("target", ".git", ".orderflow", "node_modules");
    private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");

    private Repository() {}

    /** Modules of the build that have code of their own. */
    static List<Path> modules() {
        try {
            return MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")))
                    .results()
                    .map(match -> ROOT.resolve(match.group(1)))
                    .filter(module -> Files.isDirectory(module.resolve("src/main/java")))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The code of all modules, as compiled; what annotation processors wrote is not ours. */
    static JavaClasses code() {
        return classes("classes");
    }

    /** The code and its tests. */
    static JavaClasses codeAndTests() {
        return new ClassFileImporter()
                .withImportOption(Repository::isWritten)
                .importPaths(Stream.of("classes", "test-classes")
                        .flatMap(folder -> modules().stream()
                                .map(module -> module.resolve("target").resolve(folder)))
                        .filter(Files::isDirectory)
                        .toList());
    }

    private static JavaClasses classes(String folder) {
        return new ClassFileImporter()
                .withImportOption(Repository::isWritten)
                .importPaths(modules().stream()
                        .map(module -> module.resolve("target").resolve(folder))
                        .toList());
    }

    private static boolean isWritten(Location location) {
        return !location.matches(Pattern.compile(".*/\\$[^/]*\\.class"))
                && !location.matches(Pattern.compile(".*\\$(Intercepted|Introspection|Definition|Exec)\\b.*"));
    }

    static Stream<Path> sources() throws IOException {
        return Files.walk(ROOT)
                .filter(path -> path.toString().endsWith(".java"))
                .filter(Repository::isSource);
    }

    private static boolean isSource(Path file) {
        for (Path part : ROOT.relativize(file)) {
            if (NOT_SOURCES.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
