package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.messaging.publish.Verdict;
import io.orderflow.micronaut.rocketmq.RocketMQMetrics.Published;
import io.orderflow.micronaut.rocketmq.observe.DeliveryOutcome;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MicrometerMetricsTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final RocketMQMetrics metrics = new MicrometerMetrics(registry);

    @Test
    void publications_are_timed_by_topic_tag_and_outcome_and_stand_at_zero_before_the_first() {
        var timer = metrics.publishTimer("orders", "placed");
        timer.published(Published.ROLLED_BACK, TimeUnit.MILLISECONDS.toNanos(5));

        assertThat(registry.get("rocketmq.publish")
                        .tags("topic", "orders", "tag", "placed", "outcome", "rolled-back")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("rocketmq.publish")
                        .tags("outcome", "committed")
                        .timer()
                        .count())
                .isZero();
    }

    @Test
    void deliveries_are_timed_by_group_topic_tag_and_outcome() {
        var timer = metrics.consumeTimer("points", "orders", "placed");
        timer.settled(DeliveryOutcome.ALREADY_STORED, TimeUnit.MILLISECONDS.toNanos(5));

        assertThat(registry.get("rocketmq.consume")
                        .tags("group", "points", "topic", "orders", "tag", "placed", "outcome", "already-stored")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void check_backs_are_counted_by_answer_and_running_handlers_shown_by_group() {
        metrics.checkBackAnswered(Verdict.UNKNOWN);
        metrics.handlersRunning("points", () -> 3);

        assertThat(registry.get("rocketmq.check.back")
                        .tag("answer", "unknown")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("rocketmq.handlers.running")
                        .tag("group", "points")
                        .gauge()
                        .value())
                .isEqualTo(3);
    }
}
