package io.orderflow.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SamplingTest {

    private static final int PER_SECOND = 100;

    private final AtomicLong nanos = new AtomicLong();
    private final Sampling sampling = new Sampling(PER_SECOND, nanos::get);
    private final List<String> keys =
            Stream.generate(() -> UUID.randomUUID().toString()).limit(10_000).toList();

    @Test
    void at_a_low_rate_everything_is_kept() {
        assertThat(keys.stream().limit(PER_SECOND)).allMatch(sampling::keeps);
        assertThat(sampling.oneIn()).isEqualTo(1);
    }

    @Test
    void at_a_high_rate_about_the_limit_is_kept() {
        secondOf(keys);

        long kept = keys.stream().filter(sampling::keeps).count();

        assertThat(sampling.oneIn()).isEqualTo(128);
        assertThat(kept).isBetween(PER_SECOND / 4L, PER_SECOND * 2L);
    }

    @Test
    void a_burst_does_not_flood_its_first_second() {
        assertThat(keys.stream().filter(sampling::keeps).count()).isLessThan(PER_SECOND * 10L);
    }

    @Test
    void of_a_key_all_or_nothing_is_kept() {
        secondOf(keys);

        assertThat(keys).allMatch(key -> sampling.keeps(key) == sampling.keeps(key));
    }

    @Test
    void what_a_busier_service_keeps_every_other_keeps_too() {
        var lessBusy = new Sampling(PER_SECOND * 10, nanos::get);
        keys.forEach(sampling::keeps);
        keys.forEach(lessBusy::keeps);

        assertThat(lessBusy.oneIn()).isGreaterThan(1).isLessThan(sampling.oneIn());
        assertThat(keys.stream().filter(sampling::keeps)).isNotEmpty().allMatch(lessBusy::keeps);
    }

    @Test
    void when_it_is_quiet_again_everything_is_kept_again() {
        secondOf(keys);

        for (int second = 0; second < 10; second++) {
            secondOf(keys.subList(0, 10));
        }

        assertThat(sampling.oneIn()).isEqualTo(1);
    }

    private void secondOf(List<String> seen) {
        seen.forEach(sampling::keeps);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    }
}
