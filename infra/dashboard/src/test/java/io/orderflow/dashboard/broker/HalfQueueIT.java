package io.orderflow.dashboard.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.dashboard.Console;
import io.orderflow.dashboard.UnsettledTransaction;
import io.orderflow.event.OrderEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
        var key = UUID.randomUUID().toString();
        var half = new Message(OrderEvents.TOPIC, OrderEvents.PLACED, key, "{}".getBytes(UTF_8));
        half.putUserProperty("orderflow-tx-id", UUID.randomUUID().toString());
        int checks = 0;
        int looks = 0;
        try (var transaction = UnsettledTransaction.of("half-queue", half)) {
            try {
                var end = Instant.now().plus(Duration.ofSeconds(6));
                while (Instant.now().isBefore(end)) {
                    var seen = withKey(key);

                    assertThat(seen)
                            .as("look %d, after %d checks", ++looks, checks)
                            .isPresent();
                    checks = seen.get().checks();
                }
                assertThat(checks).isGreaterThan(3);
            } finally {
                // The broker would show it to the tests that follow.
                transaction.rollBack();
                await().atMost(Duration.ofSeconds(20)).until(() -> withKey(key).isEmpty());
            }
        }
    }

    private static Optional<HalfMessage> withKey(String key) throws Exception {
        var broker = console.bean(BrokerConnection.class).brokers().getFirst();
        return console.bean(HalfQueue.class).read(broker).first().stream()
                .filter(each -> each.key().equals(key))
                .findAny();
    }
}
