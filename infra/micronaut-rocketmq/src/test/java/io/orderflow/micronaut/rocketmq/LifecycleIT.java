package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderflow.messaging.publish.HalfMessageNotStoredException;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import io.orderflow.testkit.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Beginning and end of an application, and of a broker. */
class LifecycleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String key = UUID.randomUUID().toString();

    @AfterEach
    void the_broker_is_back() {
        TestServers.get().broker().start();
    }

    @Test
    void shutdown_lets_a_running_handler_finish_and_starts_no_other() throws Exception {
        var application = TestApplication.with("fixture.listener", "slow");
        var slow = application.bean(SlowListener.class);
        List<String> keys = IntStream.range(0, 20).mapToObj(i -> key + "-" + i).toList();
        keys.forEach(each -> application.bean(Announcements.class).announceNow(each, new Announced("x")));
        await().atMost(PATIENCE).until(() -> slow.begun.size() == 1);

        var closing = CompletableFuture.runAsync(application::close);
        await().during(Duration.ofMillis(500)).until(() -> !closing.isDone());
        slow.release.countDown();
        closing.get(30, java.util.concurrent.TimeUnit.SECONDS);

        assertThat(slow.begun).hasSize(1);
        assertThat(slow.applied).isEqualTo(slow.begun);

        try (var next = application.another("fixture.listener", "all")) {
            await().atMost(PATIENCE)
                    .until(() -> next.bean(Listening.class).keys().containsAll(without(keys, slow.applied.getFirst())));
            assertThat(next.bean(Notes.class).existsById(slow.applied.getFirst()))
                    .isTrue();
        }
    }

    @Test
    void a_handler_that_does_not_finish_in_time_is_interrupted_and_its_message_redelivered() {
        var application =
                TestApplication.with("fixture.listener", "slow", "rocketmq.consumer.shutdown-timeout", "300ms");
        application.bean(Announcements.class).announceNow(key, new Announced("x"));
        var slow = application.bean(SlowListener.class);
        await().atMost(PATIENCE).until(() -> slow.begun.contains(key));

        application.close();

        assertThat(slow.applied).isEmpty();
        try (var next = application.another("fixture.listener", "all")) {
            await().atMost(PATIENCE)
                    .until(() -> next.bean(Listening.class).keys().contains(key));
        }
    }

    @Test
    void without_a_broker_publishing_fails_and_writes_nothing_until_it_is_back() {
        try (var application = TestApplication.with("fixture.listener", "all")) {
            application.bean(Announcements.class).announceNow(key + "-before", new Announced("x"));
            TestServers.get().broker().kill9();

            PublishResult<Note> result = announce(application, key);

            assertThat(result)
                    .isInstanceOfSatisfying(
                            PublishResult.RolledBack.class,
                            rolledBack ->
                                    assertThat(rolledBack.cause()).isInstanceOf(HalfMessageNotStoredException.class));
            assertThatThrownBy(() -> application.bean(Announcements.class).announceNow(key, new Announced("x")))
                    .isInstanceOf(MessageNotSentException.class);
            assertThat(application.bean(Notes.class).existsById(key)).isFalse();
            assertThat(application.health()).contains("\"DOWN\"").contains(application.name());

            TestServers.get().broker().start();

            await().atMost(PATIENCE).until(() -> announce(application, key) instanceof PublishResult.Committed);
            await().atMost(PATIENCE)
                    .until(() -> application.bean(Listening.class).keys().contains(key));
            await().atMost(PATIENCE).until(() -> application.health().contains("\"reachable\""));
        }
    }

    @Test
    void an_application_that_starts_without_a_broker_serves_and_connects_when_it_is_there() {
        var properties = TestApplication.properties("fixture.listener", "all");
        TestServers.get().broker().kill9();
        long begun = System.nanoTime();
        try (var application = TestApplication.on(properties)) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
            assertThat(application.health()).contains("\"DOWN\"");
            assertThat(announce(application, key)).isInstanceOf(PublishResult.RolledBack.class);

            TestServers.get().broker().start();

            await().atMost(PATIENCE).until(() -> announce(application, key) instanceof PublishResult.Committed);
            await().atMost(PATIENCE)
                    .until(() -> application.bean(Listening.class).keys().contains(key));
        }
    }

    private PublishResult<Note> announce(TestApplication application, String key) {
        return application
                .bean(Announcements.class)
                .announce(
                        key,
                        new Announced("x"),
                        () -> application.bean(Notes.class).save(new Note(key)));
    }

    private static List<String> without(List<String> keys, String one) {
        return keys.stream().filter(each -> !each.equals(one)).toList();
    }
}
