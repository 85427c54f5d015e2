package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DelayedDeliveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PRECISION = Duration.ofSeconds(1);

    private final String key = UUID.randomUUID().toString();
    private TestApplication application;

    @BeforeEach
    void start() {
        application = TestApplication.with("fixture.listener", "failing");
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void a_delayed_message_comes_when_it_is_due_with_key_and_body_and_nothing_of_the_brokers_own() {
        var due = Instant.now().plusSeconds(4);

        client().announceAt(key, new Announced("later"), due);
        client().announceNow(key + "-now", new Announced("now"));

        var arrival = arrivalOf(key);
        assertThat(arrival.at()).isBetween(due.minus(PRECISION), due.plus(PRECISION.multipliedBy(3)));
        assertThat(arrival.body()).isEqualTo(new Announced("later"));
        assertThat(arrival.delivery().attempt()).isEqualTo(1);
        assertThat(arrival.delivery().topic()).isEqualTo(application.name());
        assertThat(arrival.delivery().headers()).isEmpty();
        assertThat(arrivalOf(key + "-now").at()).isBefore(arrival.at());
    }

    @Test
    void an_instant_in_the_past_is_now() {
        var sent = Instant.now();

        client().announceAt(key, new Announced("late"), sent.minus(Duration.ofDays(400)));

        assertThat(arrivalOf(key).at()).isBefore(sent.plusSeconds(5));
    }

    @Test
    void further_ahead_than_the_broker_allows_is_refused() {
        var tooFar = Instant.now().plus(Duration.ofDays(3)).plusSeconds(60);

        assertThatThrownBy(() -> client().announceAt(key, new Announced("x"), tooFar))
                .isInstanceOf(MessageNotSentException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("timer message illegal");
    }

    private FailingListener.Arrival arrivalOf(String key) {
        var listener = application.bean(FailingListener.class);
        await().atMost(PATIENCE).until(() -> !listener.of(key).isEmpty());
        return listener.of(key).getFirst();
    }

    private Announcements client() {
        return application.bean(Announcements.class);
    }
}
