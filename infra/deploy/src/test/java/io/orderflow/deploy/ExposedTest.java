package io.orderflow.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExposedTest {

    private static final Exposed POINTS =
            new Exposed(Exposed.by("points-service", """
                    # TYPE consume_seconds summary
                    consume_seconds_count{group="points",outcome="applied"} 3.0
                    consume_seconds_count{group="points",outcome="redeliver"} 0.0
                    queue_size 7
                    """).toList());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queue_size",
                "queue_size > 0 and sum(rate(consume_seconds_count[2m])) == 0",
                "sum by (group, job) (rate(consume_seconds_count{group=~\"$group\", outcome=\"redeliver\"}[$__rate_interval]))",
                "consume_seconds_count{outcome=~'applied|later', group!~\"coupons.*\"}",
                "count(queue_size{job=~\"points-.*\"} == 0) or vector(0)"
            })
    void what_is_exposed_is_found(String expression) {
        assertThat(POINTS.missing(expression)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            queue_sizes                                                         | metric queue_sizes
            sum(rate(consume_seconds_total[5m])) / sum(rate(queue_size[5m]))    | metric consume_seconds_total
            consume_seconds_count{topic="orders"}                               | label topic of consume_seconds_count
            sum by (sale) (queue_size)                                          | label sale of queue_size
            queue_size == 0 or sum by (group) (queue_size)                      | label group of queue_size
            consume_seconds_count{outcome="retried"}                            | series of consume_seconds_count
            """)
    void what_is_not_exposed_is_noticed(String expression, String complaint) {
        assertThat(POINTS.missing(expression)).singleElement().asString().startsWith(complaint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queue_size on (job) group_left",
                "sum(queue_size) by",
                "{job=\"a\"}",
                "queue_size{job=\"a\"",
                "1 + 1",
                "a # b"
            })
    void what_is_not_understood_is_refused(String expression) {
        assertThatThrownBy(() -> POINTS.missing(expression)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void texts_beside_a_number_have_only_the_labels_that_are_left() {
        assertThat(POINTS.labelsLeft("sum by (group) (consume_seconds_count)")).containsExactly("group");
        assertThat(POINTS.labelsLeft("queue_size > 1")).containsExactlyInAnyOrder("job", "instance");
    }
}
