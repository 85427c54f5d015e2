package io.orderflow.dashboard.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

    @Test
    void lines_are_read_with_their_labels_and_comments_passed_over() {
        var samples = PrometheusText.samples("""
                # HELP rocketmq_check_back_total how often
                # TYPE rocketmq_check_back_total counter
                rocketmq_check_back_total{answer="commit",} 3.0
                rocketmq_consume_seconds_count{group="points-service",outcome="applied"} 1.2E3 1700000000000
                jvm_threads 12
                rocketmq_plain NaN
                """, name -> name.startsWith("rocketmq_"));

        assertThat(samples)
                .containsExactly(
                        new Sample("rocketmq_check_back_total", Map.of("answer", "commit"), 3),
                        new Sample(
                                "rocketmq_consume_seconds_count",
                                Map.of("group", "points-service", "outcome", "applied"),
                                1200),
                        new Sample("rocketmq_plain", Map.of(), Double.NaN));
    }

    @Test
    void label_may_hold_what_separates_labels() {
        var samples = PrometheusText.samples("a{b=\"c,\\\"d\\\"={}\\\\\",e=\"\"} +Inf", name -> true);

        assertThat(samples)
                .containsExactly(new Sample("a", Map.of("b", "c,\"d\"={}\\", "e", ""), Double.POSITIVE_INFINITY));
    }
}
