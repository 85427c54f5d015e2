package io.orderflow.dashboard.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A rush as a process: its output is read, and it can be stopped. */
class RushTest {

    private final AtomicInteger news = new AtomicInteger();

    @Test
    void what_it_says_is_heard_while_it_runs() throws Exception {
        var rush = running("echo 'sale 17 is open: 5 units of tea'; read until");

        await().until(() -> rush.sale().isPresent());

        assertThat(rush.sale()).contains("17");
        assertThat(rush.running()).isTrue();
        assertThat(rush.exitCode()).isEmpty();
        assertThat(news).hasPositiveValue();
        rush.end(Duration.ofSeconds(5));
    }

    @Test
    void at_its_end_there_is_its_report_and_its_verdict() throws Exception {
        var rush = running("echo 'report         /somewhere/with a space/sale-17.html'; exit 1");

        await().until(() -> rush.report().isPresent() && !rush.running());

        assertThat(rush.report()).contains(Path.of("/somewhere/with a space/sale-17.html"));
        assertThat(rush.exitCode()).contains(1);
    }

    @Test
    void stopping_lets_it_put_things_in_order() throws Exception {
        var rush = running("trap 'echo closed; exit 3' TERM; echo ready; while :; do sleep 0.1; done");
        await().until(() -> rush.lines().contains("ready"));

        rush.stop();

        await().until(() -> !rush.running() && rush.lines().contains("closed"));
        assertThat(rush.exitCode()).contains(3);
    }

    @Test
    void only_its_last_lines_are_kept() throws Exception {
        var rush = running("i=0; while [ $i -lt 1000 ]; do echo line $i; i=$((i+1)); done");

        await().until(() -> rush.lines().contains("line 999"));

        assertThat(rush.lines()).hasSize(300).doesNotContain("line 0");
    }

    @Test
    void wish_that_is_out_of_bounds_is_named() {
        assertThat(RushWish.wrong(usual("rate", "500"))).isEmpty();
        for (String wrong : new String[] {"", "0", "-1", "20001", "1e3", "99999999999999"}) {
            assertThat(RushWish.wrong(usual("rate", wrong)))
                    .as(wrong)
                    .hasValueSatisfying(bounds -> assertThat(bounds.name()).isEqualTo("rate"));
        }
        assertThat(RushWish.of(usual("rate", " 700 ")).arguments()).containsSequence("--rate", "700");
    }

    private static Map<String, String> usual(String name, String value) {
        Map<String, String> fields = new HashMap<>();
        RushWish.FIELDS.forEach(bounds -> fields.put(bounds.name(), Integer.toString(bounds.usual())));
        fields.put(name, value);
        return fields;
    }

    private Rush running(String script) throws IOException {
        return Rush.start(
                new ProcessBuilder("sh", "-c", script).redirectErrorStream(true),
                "a wish",
                "olga",
                Instant.EPOCH,
                news::incrementAndGet);
    }
}
