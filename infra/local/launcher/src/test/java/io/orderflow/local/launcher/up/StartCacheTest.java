package io.orderflow.local.launcher.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCacheTest {

    private static final Instant BUILT = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir
    private Path target;

    private Path jar;
    private Path library;
    private StartCache cache;

    @BeforeEach
    void build() throws IOException {
        jar = file("points-service-0.1.0-SNAPSHOT.jar", BUILT);
        Files.createDirectory(target.resolve("lib"));
        library = file("lib/messaging-0.1.0-SNAPSHOT.jar", BUILT);
        cache = new StartCache(jar);
    }

    @Test
    void missing_cache_is_not_used() throws IOException {
        assertThat(cache.isCurrent()).isFalse();
        assertThat(cache.flags()).isEmpty();
    }

    @Test
    void cache_that_is_newer_than_all_jars_is_used() throws IOException {
        train();

        assertThat(cache.flags())
                .containsExactly("-XX:AOTCache=" + target.resolve("points-service-0.1.0-SNAPSHOT.aot"));
    }

    @Test
    void cache_of_an_older_service_is_not_used() throws IOException {
        train();
        file(jar.getFileName().toString(), BUILT.plusSeconds(90));

        assertThat(cache.isCurrent()).isFalse();
        assertThat(cache.flags()).isEmpty();
    }

    @Test
    void cache_of_an_older_library_is_not_used() throws IOException {
        train();
        Files.setLastModifiedTime(library, FileTime.from(BUILT.plusSeconds(90)));

        assertThat(cache.flags()).isEmpty();
    }

    @Test
    void unfinished_cache_is_not_used() throws IOException {
        Files.createFile(cache.draft());

        assertThat(cache.flags()).isEmpty();
    }

    @Test
    void training_without_a_result_keeps_the_cache_of_before() throws IOException {
        train();
        cache.clean();

        assertThat(cache.keep()).isFalse();
        assertThat(cache.isCurrent()).isTrue();
    }

    @Test
    void training_replaces_the_cache() throws IOException {
        train();
        file(jar.getFileName().toString(), BUILT.plusSeconds(90));

        Files.setLastModifiedTime(Files.createFile(cache.draft()), FileTime.from(BUILT.plusSeconds(120)));

        assertThat(cache.keep()).isTrue();
        assertThat(cache.draft()).doesNotExist();
        assertThat(cache.isCurrent()).isTrue();
    }

    @Test
    void jar_without_libraries_has_a_cache_too() throws IOException {
        Files.delete(library);
        Files.delete(library.getParent());
        train();

        assertThat(cache.isCurrent()).isTrue();
    }

    private void train() throws IOException {
        Files.setLastModifiedTime(Files.createFile(cache.draft()), FileTime.from(BUILT.plusSeconds(60)));
        assertThat(cache.keep()).isTrue();
    }

    private Path file(String name, Instant changed) throws IOException {
        Path file = target.resolve(name);
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        return Files.setLastModifiedTime(file, FileTime.from(changed));
    }
}
