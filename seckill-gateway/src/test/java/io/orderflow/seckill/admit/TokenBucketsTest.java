package io.orderflow.seckill.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

    private final AtomicLong nanos = new AtomicLong(1_000);
    private final TimeMeter clock = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };
    private final TokenBuckets buckets = new TokenBuckets(2, 5, 100, clock);

    @Test
    void as_many_at_once_as_a_bucket_holds_and_each_has_its_own() {
        assertThat(taken("ada", 20)).isEqualTo(5);
        assertThat(taken("bob", 20)).isEqualTo(5);
    }

    @Test
    void tokens_come_back_one_by_one_and_not_above_the_capacity() {
        taken("ada", 20);
        later(Duration.ofMillis(499));
        assertThat(taken("ada", 20)).isZero();
        later(Duration.ofMillis(1));
        assertThat(taken("ada", 20)).isEqualTo(1);
        later(Duration.ofMillis(2_500));
        assertThat(taken("ada", 20)).isEqualTo(5);
    }

    @Test
    void the_first_token_comes_back_as_well() {
        assertThat(buckets.take("ada")).isTrue();
        later(Duration.ofMillis(499));
        assertThat(taken("ada", 20)).as("four were left").isEqualTo(4);
        assertThat(buckets.take("bob")).isTrue();
        later(Duration.ofMillis(500));
        assertThat(taken("bob", 20)).isEqualTo(5);
        assertThat(buckets.take("cleo")).isTrue();
        later(Duration.ofSeconds(60));
        assertThat(taken("cleo", 20)).isEqualTo(5);
    }

    @Test
    void a_bucket_of_one_gives_one() {
        var single = new TokenBuckets(1, 1, 100, clock);
        assertThat(single.take("ada")).isTrue();
        assertThat(single.take("ada")).isFalse();
        later(Duration.ofSeconds(1));
        assertThat(single.take("ada")).isTrue();
        assertThat(single.take("ada")).isFalse();
    }

    @Test
    void a_hundred_at_once_get_as_many_as_one_after_the_other() {
        for (int round = 0; round < 200; round++) {
            String who = "ada" + round;
            var given = new AtomicInteger();
            IntStream.range(0, 100).parallel().forEach(i -> {
                if (buckets.take(who)) {
                    given.incrementAndGet();
                }
            });
            assertThat(given).hasValue(5);
        }
    }

    @Test
    void who_comes_often_is_not_forgotten_for_many_who_come_once() {
        var few = new TokenBuckets(2, 5, 1_000, clock);
        int given = 0;
        for (int i = 0; i < 500_000; i++) {
            assertThat(few.take("once" + i)).isTrue();
            if (i % 1_000 == 0 && few.take("ada")) {
                given++;
            }
        }
        assertThat(given).as("of 500").isBetween(5, 15);
    }

    private int taken(String who, int times) {
        return (int) IntStream.range(0, times).filter(i -> buckets.take(who)).count();
    }

    private void later(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
