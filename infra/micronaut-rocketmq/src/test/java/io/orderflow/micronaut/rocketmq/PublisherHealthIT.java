package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.testkit.TestServers;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** An application may publish to a topic, and the broker gives it no other right. */
class PublisherHealthIT {

    @Test
    void an_application_that_may_only_publish_is_healthy() {
        var gateway = TestServers.get().properties("sales");
        try (var application = TestApplication.with(
                "fixture.topic",
                "purchase-requests",
                "rocketmq.access-key",
                Objects.requireNonNull(gateway.get("ROCKETMQ_ACCESS_KEY")),
                "rocketmq.secret-key",
                Objects.requireNonNull(gateway.get("ROCKETMQ_SECRET_KEY")))) {
            var probe = application.bean(BrokerProbe.class);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(probe.look())
                            .as("what the probe sees")
                            .satisfies(seen -> assertThat(seen.details().get("topics"))
                                    .hasToString("{purchase-requests=reachable}"))
                            .satisfies(seen -> assertThat(seen.healthy()).isTrue()));
        }
    }
}
