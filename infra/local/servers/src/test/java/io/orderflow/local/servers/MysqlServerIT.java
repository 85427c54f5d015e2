package io.orderflow.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MysqlServerIT {

    private static final Duration READY = Duration.ofSeconds(60);

    @TempDir
    Path data;

    @Test
    void a_half_done_initialisation_is_wiped_and_done_again() throws Exception {
        var mysql = RunningServers.in(data, ServerPorts.free()).mysql();
        mysql.prepare();
        // As a kill -9 in the middle would leave it: files, but no marker.
        Files.delete(data.resolve("mysql/initialised"));
        Files.write(data.resolve("mysql/data/mysql.ibd"), new byte[4096]);
        var process = ServerProcess.start(mysql, data.resolve("mysql.log"));
        try {
            process.awaitReady(READY);
            mysql.provision();
        } finally {
            process.kill9();
        }
    }

    @Test
    void its_stand_in_libraries_are_the_ones_it_runs_with() throws Exception {
        var mysql = RunningServers.in(data, ServerPorts.free()).mysql();
        var process = ServerProcess.start(mysql, data.resolve("mysql.log"));
        try {
            process.awaitReady(READY);
            var libraries = Files.readString(Path.of("/proc", Long.toString(process.pid()), "maps"))
                    .lines()
                    .filter(line -> line.contains("libaio") || line.contains("libnuma"))
                    .toList();
            assertThat(libraries).isNotEmpty().allMatch(line -> line.contains("/lib/private/"));
        } finally {
            process.kill9();
        }
    }

    @Test
    void a_server_that_cannot_start_shows_the_end_of_its_log() throws Exception {
        var mysql = RunningServers.in(data, ServerPorts.free()).mysql();
        mysql.prepare();
        // Its redo log and its data are no longer of one piece.
        Files.write(data.resolve("mysql/data/ibdata1"), new byte[1024]);
        var process = ServerProcess.start(mysql, data.resolve("mysql.log"));
        assertThatThrownBy(() -> process.awaitReady(READY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("mysql ended with exit code")
                .hasMessageContaining("InnoDB");
        Awaitility.await().until(() -> !process.isAlive());
    }
}
