package io.orderflow.local.launcher.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    private Path folder;

    @Test
    void secret_stays_the_same_and_is_readable_by_its_owner_alone() throws Exception {
        String first = new Secrets(folder).get("jwt");

        assertThat(new Secrets(folder).get("jwt")).isEqualTo(first).hasSize(43);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("jwt"))))
                .isEqualTo("rw-------");
    }

    @Test
    void names_of_one_kind_are_told_without_making_any() {
        Secrets secrets = new Secrets(folder);
        assertThat(secrets.names("dashboard-")).isEmpty();

        secrets.get("dashboard-rita");
        secrets.get("dashboard-olga");
        secrets.get("jwt");

        assertThat(secrets.names("dashboard-")).containsExactly("olga", "rita");
    }

    @Test
    void secrets_differ() {
        assertThat(new Secrets(folder).get("jwt")).isNotEqualTo(new Secrets(folder).get("mysql"));
    }

    @Test
    void askers_at_the_same_time_get_the_same_secret_and_leave_nothing_else() throws Exception {
        List<Callable<String>> askers = new ArrayList<>();
        for (int asker = 0; asker < 16; asker++) {
            askers.add(() -> new Secrets(folder).get("jwt"));
        }
        List<String> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(askers.size())) {
            for (Future<String> answer : threads.invokeAll(askers)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).hasSize(16).containsOnly(answers.getFirst());
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("jwt")).isDirectoryNotContaining("glob:**new*");
    }
}
