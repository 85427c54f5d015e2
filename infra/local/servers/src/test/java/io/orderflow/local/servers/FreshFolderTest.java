package io.orderflow.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshFolderTest {

    @TempDir
    Path parent;

    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void what_a_failed_attempt_left_is_gone_before_the_next_and_the_log_says_so() throws Exception {
        folder().fill(() -> failing(2));

        assertThat(attempts).hasValue(3);
        assertThat(parent.resolve("data/attempt-3")).exists();
        assertThat(parent.resolve("data/attempt-1")).doesNotExist();
        assertThat(Files.readAllLines(log()))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("Attempt 1 of 3 to fill")
                .contains("it is emptied and filled again", "error 1064");
    }

    @Test
    void after_the_third_attempt_it_gives_up_and_tells_of_all() {
        assertThatThrownBy(() -> folder().fill(() -> failing(9)))
                .hasMessage("error 1064 in attempt 3")
                .satisfies(last -> assertThat(last.getSuppressed()[0])
                        .hasMessage("error 1064 in attempt 2")
                        .satisfies(
                                before -> assertThat(before.getSuppressed()[0]).hasMessage("error 1064 in attempt 1")));
        assertThat(attempts).hasValue(3);
    }

    @Test
    void what_works_at_once_is_done_once() throws Exception {
        folder().fill(() -> failing(0));

        assertThat(attempts).hasValue(1);
        assertThat(log()).doesNotExist();
    }

    private void failing(int times) throws IOException {
        int attempt = attempts.incrementAndGet();
        Files.createFile(parent.resolve("data/attempt-" + attempt));
        if (attempt <= times) {
            throw new IOException("error 1064 in attempt " + attempt);
        }
    }

    private FreshFolder folder() {
        return new FreshFolder(parent.resolve("data"), log());
    }

    private Path log() {
        return parent.resolve("initialise.log");
    }
}
