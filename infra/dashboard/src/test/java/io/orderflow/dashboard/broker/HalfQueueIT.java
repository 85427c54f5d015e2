package io.orderflow.dashboard.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.dashboard.Console;
import io.orderflow.dashboard.UnsettledTransaction;
import io.orderflow.event.OrderEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.rocketmq.common.message.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HalfQueueIT {

    private static Console console;

    @BeforeAll
    static void start() {
        console = Console.start();
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    /** Each check stores a new copy and leaves the old one behind: there are some twenty in this time, and many looks in each. */
    @Test
    void what_waits_is_seen_at_every_look_while_the_broker_checks_it() throws Exception {
        var halfMessages = console.bean(HalfQueue.class);
        var broker = console.bean(BrokerConnection.class).brokers().getFirst();
        var key = UUID.randomUUID().toString();
        var half = new Message(OrderEvents.TOPIC, OrderEvents.PLACED, key, "{}".getBytes(UTF_8));
        half.putUserProperty("orderflow-tx-id", UUID.randomUUID().toString());
        int checks = 0;
        int looks = 0;
        try (var _ = UnsettledTransaction.of("half-queue", half)) {
            var end = Instant.now().plus(Duration.ofSeconds(6));
            while (Instant.now().isBefore(end)) {
                var seen = halfMessages.read(broker);

                assertThat(seen.first())
                        .as("look %d, after %d checks", ++looks, checks)
                        .anyMatch(each -> each.key().equals(key));
                checks = seen.first().getLast().checks();
            }
        }
        assertThat(checks).isGreaterThan(3);
    }
}
