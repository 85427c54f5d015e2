package io.orderflow.dashboard.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class MetricRatesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Predicate<Sample> ANSWERS = sample -> sample.name().equals("answers");

    @Test
    void rate_is_what_was_counted_between_two_looks() {
        var rates = new MetricRates(
                at(0, answers("yes", 10), answers("no", 5)), at(4, answers("yes", 18), answers("no", 5)));

        assertThat(rates.perSecond(ANSWERS)).hasValue(2);
        assertThat(rates.perSecond(sample -> sample.label("told").equals("no"))).hasValue(0);
    }

    @Test
    void counter_that_fell_began_anew_with_its_process() {
        var rates = new MetricRates(at(0, answers("yes", 1_000)), at(2, answers("yes", 6)));

        assertThat(rates.perSecond(ANSWERS)).hasValue(3);
    }

    @Test
    void counter_that_was_not_there_before_began_at_zero() {
        var rates = new MetricRates(at(0), at(2, answers("yes", 8)));

        assertThat(rates.perSecond(ANSWERS)).hasValue(4);
    }

    @Test
    void one_look_tells_no_rate() {
        var only = at(0, answers("yes", 8));

        assertThat(new MetricRates(only, only).perSecond(ANSWERS)).isEmpty();
    }

    @Test
    void figure_that_is_not_a_number_is_not_known_and_not_zero() {
        var last = at(0, answers("yes", Double.NaN));

        assertThat(new MetricRates(last, last).now(ANSWERS)).isEmpty();
        assertThat(new MetricRates(last, at(0, answers("yes", Double.NaN), answers("no", 3))).now(ANSWERS))
                .hasValue(3);
    }

    private static Scrape at(int second, Sample... samples) {
        return new Scrape(NOON.plusSeconds(second), List.of(samples));
    }

    private static Sample answers(String told, double value) {
        return new Sample("answers", Map.of("told", told), value);
    }
}
