package io.orderflow.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DiskSpaceTest {

    private static final long GIB = 1L << 30;
    private static final Path FOLDER = Path.of("/data");

    @Test
    void a_disk_with_room_is_no_problem() {
        assertThat(DiskSpace.problem(FOLDER, 100 * GIB, 50 * GIB, 45 * GIB)).isEmpty();
    }

    @Test
    void a_disk_above_90_percent_is_named_with_what_to_do() {
        assertThat(DiskSpace.problem(FOLDER, 100 * GIB, 8 * GIB, 8 * GIB))
                .contains(
                        "The disk that holds /data is 92 % full (8.0 GiB left), and RocketMQ refuses messages above 90 %: free some space, or choose a folder on another disk.");
    }

    @Test
    void a_disk_that_will_pass_90_percent_while_the_servers_run_is_a_problem() {
        assertThat(DiskSpace.problem(FOLDER, 20 * GIB, 5 * GIB / 2, 5 * GIB / 2))
                .isPresent();
    }

    @Test
    void space_reserved_for_the_administrator_counts_as_the_broker_counts_it() {
        // 12 % free, but nothing of it for ordinary users.
        assertThat(DiskSpace.problem(FOLDER, 100 * GIB, 12 * GIB, 2 * GIB)).isPresent();
    }

    @Test
    void a_folder_that_does_not_exist_yet_is_judged_by_the_disk_it_will_be_on() {
        var here = DiskSpace.problem(Path.of("").toAbsolutePath());
        var below = DiskSpace.problem(Path.of("not/there/yet").toAbsolutePath());
        assertThat(below.isPresent()).isEqualTo(here.isPresent());
    }
}
