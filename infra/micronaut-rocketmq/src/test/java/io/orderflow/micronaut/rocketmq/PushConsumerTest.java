package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandles;
import org.apache.rocketmq.client.impl.consumer.ProcessQueue;
import org.junit.jupiter.api.Test;

class PushConsumerTest {

    @Test
    void a_queue_that_nobody_pulls_from_is_taken_up_anew_before_a_minute_has_passed() throws IllegalAccessException {
        MethodHandles.lookup().ensureInitialized(PushConsumer.class);
        assertThat(queuePulled(41).isPullExpired()).isTrue();
        assertThat(queuePulled(34).isPullExpired())
                .as("a pull may take 30 s, and 3 s until it is tried again")
                .isFalse();
    }

    private static ProcessQueue queuePulled(int secondsAgo) {
        var queue = new ProcessQueue();
        queue.setLastPullTimestamp(System.currentTimeMillis() - 1_000L * secondsAgo);
        return queue;
    }
}
