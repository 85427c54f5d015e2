package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.idempotency.InMemoryProcessedEvents;
import io.orderflow.messaging.idempotency.ProcessedEvents;
import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import io.orderflow.testkit.TestServers;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a delivery, on a real broker. */
class ConsumingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String key = UUID.randomUUID().toString();
    private TestApplication application;

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void a_method_gets_key_body_header_and_the_whole_delivery() {
        start("failing");
        client().announceFrom(key, new Announced("news"), "here");

        var arrival = first(key);

        assertThat(arrival.key()).isEqualTo(key);
        assertThat(arrival.body()).isEqualTo(new Announced("news"));
        assertThat(arrival.origin()).contains("here");
        assertThat(arrival.delivery())
                .extracting(Delivery::group, Delivery::topic, Delivery::tag, Delivery::attempt)
                .containsExactly(application.name(), application.name(), "announced", 1);
        assertThat(arrival.delivery().headers()).containsOnlyKeys("origin");
    }

    @Test
    void each_tag_goes_to_its_own_method_and_an_applied_key_is_not_applied_again() {
        start("failing");
        client().withdraw(key, new Announced("x"));
        await().atMost(PATIENCE).until(() -> listener().withdrawn.contains(key));

        client().withdraw(key, new Announced("again"));
        client().withdraw(key + "-2", new Announced("x"));
        client().announceNow(key, new Announced("x"));

        await().atMost(PATIENCE).until(() -> listener().withdrawn.contains(key + "-2"));
        first(key);
        assertThat(listener().withdrawn).containsExactly(key, key + "-2");
    }

    @Test
    void a_failing_delivery_comes_back_as_its_policy_says_and_then_is_a_dead_letter_with_its_reasons()
            throws Exception {
        start("failing");
        listener().behaviour = arrival -> {
            throw new IllegalStateException(
                    "no paper at attempt " + arrival.delivery().attempt());
        };
        try (var dead = deadLetters()) {
            client().announceNow(key, new Announced("x"));

            await().atMost(PATIENCE).until(() -> dead.keys().contains(key));

            var arrivals = listener().of(key);
            assertThat(arrivals)
                    .extracting(arrival -> arrival.delivery().attempt())
                    .containsExactly(1, 2, 3);
            assertThat(Duration.between(arrivals.get(0).at(), arrivals.get(1).at()))
                    .isGreaterThan(Duration.ofMillis(900));
            assertThat(Duration.between(arrivals.get(1).at(), arrivals.get(2).at()))
                    .isGreaterThan(Duration.ofMillis(1_900));
            String id = arrivals.getFirst().delivery().messageId();
            assertThat(arrivals)
                    .allMatch(arrival -> arrival.delivery().messageId().equals(id));
            assertThat(dead.ids()).containsExactly(id);
            assertThat(Failure.of(application, key))
                    .extracting(Failure::messageId, Failure::attempt, Failure::disposition, Failure::reason)
                    .containsExactly(
                            tuple(id, 1, "REDELIVER", "no paper at attempt 1"),
                            tuple(id, 2, "REDELIVER", "no paper at attempt 2"),
                            tuple(id, 3, "DEAD_LETTER", "no paper at attempt 3"));
        }
    }

    @Test
    void a_body_that_can_not_be_read_is_a_dead_letter_at_once_and_holds_up_nobody() throws Exception {
        start("failing");
        try (var dead = deadLetters()) {
            client().announceBytes(key, "no json".getBytes(StandardCharsets.UTF_8));
            client().announceNow(key + "-next", new Announced("fine"));

            first(key + "-next");
            await().atMost(PATIENCE).until(() -> dead.keys().contains(key));
        }
        assertThat(Failure.of(application, key)).singleElement().satisfies(failure -> {
            assertThat(failure.disposition()).isEqualTo("DEAD_LETTER");
            assertThat(failure.reason()).contains("The body is no " + Announced.class.getName());
        });
    }

    @Test
    void a_key_longer_than_what_is_written_down_is_a_dead_letter_all_the_same() throws Exception {
        start("failing");
        var longKey = key + "-" + "x".repeat(300);
        try (var dead = deadLetters()) {
            client().announceBytes(longKey, "no json".getBytes(StandardCharsets.UTF_8));

            await().atMost(PATIENCE).until(() -> dead.keys().contains(longKey));
        }
        assertThat(Failure.of(application, longKey.substring(0, 128)))
                .singleElement()
                .extracting(Failure::disposition)
                .isEqualTo("DEAD_LETTER");
    }

    @Test
    void an_error_is_a_failure_like_any_other() {
        start("failing");
        listener().behaviour = arrival -> {
            throw new NoClassDefFoundError("a/missing/Class");
        };

        client().announceNow(key, new Announced("x"));

        await().atMost(PATIENCE).until(() -> !Failure.of(application, key).isEmpty());
        assertThat(Failure.of(application, key).getFirst().reason()).contains("a/missing/Class");
    }

    @Test
    void later_is_no_failure_and_never_a_dead_letter_however_often() throws Exception {
        start("failing");
        var times = new AtomicInteger();
        listener().behaviour =
                arrival -> times.incrementAndGet() < 5 ? FailingListener.later() : Handled.Outcome.APPLIED;
        try (var dead = deadLetters()) {
            client().announceNow(key, new Announced("x"));

            await().atMost(PATIENCE).until(() -> times.get() == 5);
            assertThat(Failure.of(application, key)).isEmpty();
            assertThat(dead.keys()).isEmpty();
        }
    }

    @Test
    void one_bad_message_spoils_nothing_for_the_rest_of_its_batch() throws Exception {
        // Sent before a consumer listens, so that they come in batches.
        var properties = TestApplication.properties("fixture.listener", "batch");
        List<String> keys = IntStream.range(0, 100).mapToObj(i -> key + "-" + i).toList();
        try (var sender = TestApplication.on(without(properties, "fixture.listener"))) {
            keys.forEach(each -> sender.bean(Announcements.class)
                    .announceNow(each, new Announced(each.equals(key + "-50") ? "bad" : "good")));
        }
        application = TestApplication.on(properties);
        var batches = application.bean(BatchListener.class);
        try (var dead = deadLetters()) {
            await().atMost(PATIENCE).until(() -> batches.applied.size() == 99);
            await().atMost(PATIENCE).until(() -> dead.keys().contains(key + "-50"));
            assertThat(dead.keys()).containsExactly(key + "-50");
        }
        assertThat(batches.sizes).anyMatch(size -> size > 1);
        assertThat(Failure.of(application, key + "-50"))
                .extracting(Failure::attempt, Failure::reason)
                .containsExactly(tuple(1, "bad news among 1"), tuple(2, "bad news among 1"));
    }

    @Test
    void a_tag_that_no_method_takes_any_more_is_a_dead_letter_with_its_reason() throws Exception {
        // Redelivered to a group whose next version has dropped the method.
        var properties = TestApplication.properties("fixture.listener", "failing");
        try (var old = TestApplication.on(properties)) {
            old.bean(FailingListener.class).behaviour = arrival -> {
                throw new IllegalStateException("not yet");
            };
            old.bean(Announcements.class).announceNow(key, new Announced("x"));
            await().atMost(PATIENCE)
                    .until(() -> !old.bean(FailingListener.class).of(key).isEmpty());
        }
        properties.put("fixture.listener", "withdrawals");
        application = TestApplication.on(properties);
        try (var dead = deadLetters()) {
            await().atMost(PATIENCE).until(() -> dead.keys().contains(key));
        }
        assertThat(Failure.of(application, key).getLast().reason()).startsWith("No method of group");
    }

    private void start(String listener) {
        application = TestApplication.with("fixture.listener", listener);
    }

    private static java.util.Map<String, Object> without(java.util.Map<String, Object> properties, String name) {
        var copy = new java.util.HashMap<>(properties);
        copy.remove(name);
        return copy;
    }

    private FailingListener.Arrival first(String key) {
        return await().atMost(PATIENCE)
                .until(() -> listener().of(key).stream().findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    private DeadLetters deadLetters() throws Exception {
        return DeadLetters.of(application.name(), TestServers.get().nameServer());
    }

    private FailingListener listener() {
        return application.bean(FailingListener.class);
    }

    private Announcements client() {
        return application.bean(Announcements.class);
    }

    @Factory
    @Requires(property = "fixture.topic")
    static class Gate {
        @Singleton
        ProcessedEvents processed() {
            return new InMemoryProcessedEvents();
        }
    }
}
