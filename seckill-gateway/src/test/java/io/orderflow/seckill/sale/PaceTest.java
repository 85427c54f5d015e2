package io.orderflow.seckill.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock that is moved by hand, and what {@link SaleCache} would have seen of it. */
class PaceTest {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Pace pace = new Pace();
    private long nanos = 7_000_000_000L;
    private long given;
    private long settled;

    @Test
    void nothing_is_known_before_anything_was_decided() {
        given = 50;
        assertThat(estimate(50)).isEmpty();
        look(0);
        look(0);
        assertThat(estimate(50)).isEmpty();
        assertThat(estimate(0)).as("it does not wait").contains(Duration.ZERO);
    }

    @Test
    void the_pace_of_the_last_seconds_tells_how_long_it_takes() {
        given = 100_000;
        for (int i = 0; i < 20; i++) {
            look(50);
        }
        assertThat(estimate(1_000).orElseThrow()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(11));
        for (int i = 0; i < 12; i++) {
            look(500);
        }
        assertThat(estimate(1_000).orElseThrow()).isBetween(Duration.ofMillis(900), Duration.ofMillis(1_300));
    }

    /** order-service was unavailable for 18 s: the estimate climbed to 9223372036854775807 ms. */
    @Test
    void while_nothing_is_decided_it_is_unknown_and_it_is_back_within_seconds() {
        given = 100_000;
        for (int i = 0; i < 20; i++) {
            look(50);
        }
        for (int i = 0; i < 36; i++) {
            look(0);
            assertThat(estimate(1).orElse(Duration.ZERO)).isLessThan(Duration.ofSeconds(1));
            if (i >= 6) {
                assertThat(estimate(1)).as("silent for %d looks", i + 1).isEmpty();
            }
        }
        look(50);
        look(50);
        assertThat(estimate(1_000).orElseThrow()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15));
    }

    @Test
    void an_empty_queue_says_nothing_about_the_pace() {
        given = 100;
        look(0);
        look(50);
        look(50);
        var before = estimate(10);
        assertThat(before).isPresent();
        for (int i = 0; i < 1_000; i++) {
            look(0);
        }
        assertThat(estimate(10)).isEqualTo(before);
    }

    @Test
    void another_epoch_has_its_own_pace() {
        given = 1_000;
        look(0);
        look(50);
        pace.seen(2, 0, 10, nanos + LOOK.toNanos());
        assertThat(estimate(1)).isEmpty();
    }

    /** Looks come when they come: twice within a millisecond, or a minute late. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_happens_an_estimate_is_positive_and_bounded(long seed) {
        var random = new Random(seed);
        int epoch = 1;
        for (int i = 0; i < 20_000; i++) {
            nanos += switch (random.nextInt(4)) {
                case 0 -> random.nextLong(1_000_000);
                case 1 -> Duration.ofSeconds(random.nextInt(90)).toNanos();
                default -> LOOK.toNanos();
            };
            if (random.nextInt(500) == 0) {
                epoch++;
                given = 0;
                settled = 0;
            }
            given += random.nextInt(3) == 0 ? random.nextInt(5_000) : 0;
            settled += random.nextInt(20) == 0 ? random.nextLong(given - settled + 1) : 0;
            pace.seen(epoch, settled, given - settled, nanos);
            for (long position : new long[] {0, 1, 100_000, Long.MAX_VALUE}) {
                assertThat(estimate(position).orElse(Duration.ZERO)).isBetween(Duration.ZERO, LONGEST);
            }
        }
    }

    private Optional<Duration> estimate(long position) {
        return pace.timeFor(position, LONGEST);
    }

    private void look(long decided) {
        nanos += LOOK.toNanos();
        settled += decided;
        pace.seen(1, settled, given - settled, nanos);
    }
}
