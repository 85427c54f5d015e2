package io.orderflow.local.launcher.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.launcher.process.ProcessId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path temp;

    @Test
    void new_folder_is_for_its_owner_alone() throws Exception {
        DataFolder folder = DataFolder.open(temp.resolve("a/b"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                .isEqualTo("rwx------");
    }

    @Test
    void folder_that_was_there_before_becomes_its_owners_alone() throws Exception {
        Path path = Files.createDirectory(
                temp.resolve("open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        DataFolder folder = DataFolder.open(path);

        for (Path inside : new Path[] {
            path, folder.secrets(), folder.run(), folder.launcherLog().getParent()
        }) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inside)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void folder_with_somebody_elses_files_is_refused_and_left_as_it_is() throws Exception {
        Files.writeString(temp.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> DataFolder.open(temp))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("holds something else than Orderflow's data");
        assertThat(temp).isDirectoryContaining("glob:**thesis.txt");
        assertThat(temp.toFile().list()).hasSize(1);
    }

    @Test
    void folder_that_cannot_be_made_is_refused_in_one_sentence() throws Exception {
        Path file = Files.createFile(temp.resolve("file"));

        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("name another one with --data");
    }

    @Test
    void emptied_folder_keeps_the_lock_the_marker_and_the_launchers_log() throws Exception {
        DataFolder folder = DataFolder.open(temp.resolve("data"));
        try (FolderLock lock = FolderLock.take(folder)) {
            lock.sign(ProcessId.of(ProcessHandle.current()));
            Files.writeString(folder.launcherLog(), "begun");
            Files.writeString(folder.log("mysql"), "noise");
            Files.createDirectories(folder.path().resolve("mysql/data"));
            Files.writeString(folder.path().resolve("mysql/data/ibdata1"), "rows");
            String secret = Secrets.of(folder).get("jwt");

            folder.empty();

            assertThat(folder.path().resolve("mysql")).doesNotExist();
            assertThat(folder.log("mysql")).doesNotExist();
            assertThat(folder.launcherLog()).hasContent("begun");
            assertThat(folder.holder()).hasValue(ProcessId.of(ProcessHandle.current()));
            assertThat(Secrets.of(folder).get("jwt")).isNotEqualTo(secret);
        }
        assertThat(DataFolder.open(folder.path())).isEqualTo(folder);
    }

    @Test
    void locked_folder_is_refused_with_the_pid_of_its_holder() throws Exception {
        DataFolder folder = DataFolder.open(temp.resolve("data"));
        try (FolderLock lock = FolderLock.take(folder)) {
            lock.sign(ProcessId.of(ProcessHandle.current()));

            assertThatThrownBy(() -> FolderLock.take(folder))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining(
                            "already as process " + ProcessHandle.current().pid());
        }
        FolderLock.take(folder).close();
    }

    @Test
    void signature_of_a_dead_launcher_holds_nothing() throws Exception {
        DataFolder folder = DataFolder.open(temp.resolve("data"));
        Process launcher = new ProcessBuilder("sleep", "300").start();
        Files.writeString(folder.lockFile(), ProcessId.of(launcher.toHandle()).text());
        assertThat(folder.holder()).isPresent();

        launcher.destroyForcibly().waitFor();

        assertThat(folder.holder()).isEmpty();
    }

    @Test
    void one_earlier_log_of_each_process_is_kept() throws Exception {
        DataFolder folder = DataFolder.open(temp.resolve("data"));
        for (String run : new String[] {"first", "second", "third"}) {
            folder.rotateLogs();
            Files.writeString(folder.log("mysql"), run);
        }

        assertThat(folder.log("mysql")).hasContent("third");
        assertThat(folder.path().resolve("logs/mysql.log.1")).hasContent("second");
        assertThat(folder.path().resolve("logs").toFile().list()).hasSize(2);
    }
}
