package io.orderflow.local.launcher.up;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.local.launcher.console.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {

    private static final long GB = 1_000_000_000;
    private static final Path DATA = Path.of("/data");

    @Test
    void roomy_disk_is_accepted() {
        DiskSpace roomy = new DiskSpace(100 * GB, 40 * GB, 35 * GB);

        assertThatCode(() -> roomy.requireEnough(DATA)).doesNotThrowAnyException();
    }

    @Test
    void small_rest_is_refused_even_on_an_empty_disk() {
        DiskSpace tiny = new DiskSpace(GB, GB, GB);

        assertThatThrownBy(() -> tiny.requireEnough(DATA))
                .isInstanceOf(Refusal.class)
                .hasMessage("The disk of /data has 1.0 GB left and the stack needs 2 GB: make room, or name a folder on"
                        + " another disk with --data.");
    }

    @Test
    void disk_that_the_broker_would_call_full_is_refused_although_gigabytes_are_left() {
        DiskSpace full = new DiskSpace(1000 * GB, 90 * GB, 90 * GB);

        assertThatThrownBy(() -> full.requireEnough(DATA))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("91 % full");
    }

    @Test
    void space_reserved_for_root_is_not_ours() {
        DiskSpace reserved = new DiskSpace(1000 * GB, 120 * GB, 70 * GB);

        assertThatThrownBy(() -> reserved.requireEnough(DATA)).isInstanceOf(Refusal.class);
    }

    @Test
    void this_machine_can_be_measured(@TempDir Path folder) throws IOException {
        DiskSpace here = DiskSpace.of(folder);

        assertThatCode(here::toString).doesNotThrowAnyException();
    }
}
