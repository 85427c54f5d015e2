package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import io.orderflow.testkit.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signals for every running instance, on a real broker. */
class BroadcastIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PROBE = "is anybody listening?";

    private final String key = UUID.randomUUID().toString();

    @AfterEach
    void the_broker_is_back() {
        TestServers.get().broker().start();
    }

    @Test
    void every_running_instance_gets_each_message_once_and_nothing_from_before_its_start() throws IOException {
        String name;
        try (var first = TestApplication.with("fixture.listener", "broadcast")) {
            name = first.name();
            awaitListening(first, first);
            send(first, key + "-before");
            awaitArrived(first, key + "-before");
            try (var second = first.another()) {
                awaitListening(first, second);

                send(first, key + "-1");
                send(second, key + "-2");

                for (var instance : new TestApplication[] {first, second}) {
                    awaitArrived(instance, key + "-1");
                    awaitArrived(instance, key + "-2");
                    assertThat(times(instance, key + "-1")).isEqualTo(1);
                    assertThat(times(instance, key + "-2")).isEqualTo(1);
                }
                assertThat(times(second, key + "-before")).isZero();
            }
            send(first, key + "-meanwhile");
            awaitArrived(first, key + "-meanwhile");
            try (var again = first.another()) {
                awaitListening(first, again);
                assertThat(times(again, key + "-meanwhile")).isZero();
            }
        }
        assertThat(filesInHome()).noneMatch(file -> file.toString().contains(name));
    }

    @Test
    void what_fails_is_counted_and_neither_redelivered_nor_a_dead_letter() throws Exception {
        try (var application = TestApplication.with("fixture.listener", "broadcast", "fixture.meters", "true");
                var dead = DeadLetters.of(application.name(), TestServers.get().nameServer())) {
            awaitListening(application, application);

            application.bean(Announcements.class).announceNow(key, new Announced("bad"));
            awaitArrived(application, key);
            // Longer than the first step of the delays.
            await().during(Duration.ofSeconds(3))
                    .atMost(PATIENCE)
                    .until(() -> times(application, key) == 1 && dead.keys().isEmpty());

            send(application, key + "-next");
            awaitArrived(application, key + "-next");
            assertThat(Failure.of(application, key)).isEmpty();
            assertThat(application
                            .bean(MeterRegistry.class)
                            .get("rocketmq.consume")
                            .tags("group", application.name(), "tag", "announced", "outcome", "failed")
                            .timer()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void what_is_sent_while_the_broker_returns_reaches_an_instance_that_ran_before() {
        try (var application = TestApplication.with("fixture.listener", "broadcast")) {
            awaitListening(application, application);
            TestServers.get().broker().kill9();
            TestServers.get().broker().start();

            try (var sender = application.another("fixture.listener", "none")) {
                await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                    send(sender, key);
                    return true;
                });
                awaitArrived(application, key);
            }
        }
    }

    @Test
    void it_is_healthy_while_it_runs_and_shutdown_lets_a_running_handler_finish() throws Exception {
        var application = TestApplication.with("fixture.listener", "broadcast");
        var listener = application.bean(BroadcastListener.class);
        awaitListening(application, application);
        var seen = application.bean(BrokerProbe.class).look();
        assertThat(seen.healthy()).isTrue();
        assertThat(seen.details()).containsEntry("listeners", Map.of(application.name(), "running"));
        application.bean(Announcements.class).announceNow(key, new Announced("slow"));
        awaitArrived(application, key);

        var closing = CompletableFuture.runAsync(application::close);
        await().during(Duration.ofMillis(500)).until(() -> !closing.isDone());
        listener.release.countDown();
        closing.get(30, TimeUnit.SECONDS);

        assertThat(listener.applied).contains(key);
    }

    /** A new instance listens from its first look at the topic, a moment that is not reported. */
    private void awaitListening(TestApplication sender, TestApplication listening) {
        await().atMost(PATIENCE).until(() -> {
            send(sender, PROBE);
            return times(listening, PROBE) > 0;
        });
    }

    private static void awaitArrived(TestApplication instance, String key) {
        await().atMost(PATIENCE)
                .until(() -> instance.bean(BroadcastListener.class).keys.contains(key));
    }

    private static int times(TestApplication instance, String key) {
        return Collections.frequency(instance.bean(BroadcastListener.class).keys, key);
    }

    /** Where RocketMQ's own store of a broadcast's offsets would write, and when: at the end at the latest. */
    private static List<Path> filesInHome() throws IOException {
        var folder = Path.of(System.getProperty("user.home"), ".rocketmq_offsets");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.toList();
        }
    }

    private static void send(TestApplication sender, String key) {
        sender.bean(Announcements.class).announceNow(key, new Announced("news"));
    }
}
