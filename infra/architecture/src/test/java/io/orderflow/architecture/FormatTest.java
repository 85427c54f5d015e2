package io.orderflow.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Holds every source file to the formatter's output. Spotless does the same, but only where Maven itself runs on a JDK 25
 * or newer; this runs on the JDK that the code is compiled with.
 */
class FormatTest {

    private final Formatter formatter = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    @Test
    void every_source_file_is_formatted() throws IOException {
        try (var sources = Repository.sources()) {
            var unformatted = sources.parallel()
                    .filter(file -> !formatted(file).equals(read(file)))
                    .map(file -> Repository.ROOT.relativize(file).toString())
                    .sorted()
                    .toList();

            assertThat(unformatted).as("run `./mvnw spotless:apply` on JDK 25").isEmpty();
        }
    }

    @Test
    void a_file_that_is_not_formatted_is_noticed() {
        String source = "package a;\n\nimport java.util.List;\n\nclass  A { }\n";

        assertThat(format(source)).isEqualTo("package a;\n\nclass A {}\n");
    }

    private String formatted(Path file) {
        try {
            return format(read(file));
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(file + " can't be read by the formatter", unreadable);
        }
    }

    /** What Spotless does: imports ordered, unused ones removed, then everything laid out. */
    private String format(String source) {
        try {
            String ordered = ImportOrderer.reorderImports(source, Style.PALANTIR);
            return formatter.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
        } catch (FormatterException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
