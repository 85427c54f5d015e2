package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import io.orderflow.testkit.TestServers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches behind the gate, on a real broker. All is sent before anything listens, so that it comes in batches. */
class IdempotentBatchIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String key = UUID.randomUUID().toString();
    private final List<String> keys =
            IntStream.range(0, 100).mapToObj(i -> key + "-" + i).toList();
    private final Map<String, Object> properties = TestApplication.properties("fixture.listener", "idempotent-batch");
    private TestApplication application;

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void one_bad_message_is_found_and_it_alone_comes_back_and_is_a_dead_letter_with_its_reasons() throws Exception {
        send(client -> keys.forEach(each -> client.announceNow(each, new Announced("news"))));
        String bad = keys.get(50);
        try (var dead = deadLetters()) {
            listen((some, bodies) -> {
                if (some.contains(bad)) {
                    throw new IllegalStateException("bad news among " + some.size());
                }
            });

            await().atMost(PATIENCE).until(() -> dead.keys().contains(bad));
            assertThat(dead.keys()).containsExactly(bad);
        }
        assertThat(listener().applied).containsExactlyInAnyOrderElementsOf(without(keys, bad));
        assertThat(listener().calls).anyMatch(call -> call.size() > 1);
        assertThat(Failure.of(application, bad))
                .extracting(Failure::attempt, Failure::disposition, Failure::reason)
                .containsExactly(
                        tuple(1, "REDELIVER", "bad news among 1"),
                        tuple(2, "REDELIVER", "bad news among 1"),
                        tuple(3, "DEAD_LETTER", "bad news among 1"));
    }

    @Test
    void a_body_that_can_not_be_read_harms_none_beside_it() throws Exception {
        String bad = keys.get(50);
        send(client -> keys.forEach(each -> {
            if (each.equals(bad)) {
                client.announceBytes(each, "no json".getBytes(StandardCharsets.UTF_8));
            } else {
                client.announceNow(each, new Announced("news"));
            }
        }));
        try (var dead = deadLetters()) {
            listen((some, bodies) -> {});

            await().atMost(PATIENCE).until(() -> dead.keys().contains(bad));
            await().atMost(PATIENCE).until(() -> listener().applied.size() == 99);
        }
        assertThat(listener().applied).containsExactlyInAnyOrderElementsOf(without(keys, bad));
        assertThat(listener().calls.stream().mapToInt(List::size).sum())
                .as("nothing was tried twice")
                .isEqualTo(99);
    }

    @Test
    void of_an_event_that_was_sent_twice_and_of_one_that_was_applied_before_one_reaches_the_method() {
        send(client -> {
            keys.forEach(each -> client.announceNow(each, new Announced("news")));
            keys.forEach(each -> client.announceNow(each, new Announced("news")));
        });
        listen((some, bodies) -> {});
        await().atMost(PATIENCE).until(() -> listener().applied.size() == 100);

        application.bean(Announcements.class).announceNow(keys.getFirst(), new Announced("news"));
        application.bean(Announcements.class).announceNow(key + "-last", new Announced("news"));

        await().atMost(PATIENCE).until(() -> listener().applied.contains(key + "-last"));
        assertThat(listener().applied).hasSize(101).doesNotHaveDuplicates();
    }

    @Test
    void a_database_that_is_away_is_asked_once_for_a_batch_and_all_of_it_comes_back() {
        send(client -> keys.forEach(each -> client.announceNow(each, new Announced("news"))));
        var failed = new AtomicInteger();
        listen((some, bodies) -> {
            if (failed.get() < 100) {
                failed.addAndGet(some.size());
                throw new IllegalStateException(new SQLTransientConnectionException("no connection"));
            }
        });

        await().atMost(PATIENCE).until(() -> listener().applied.size() == 100);
        assertThat(failed).as("each was in one failing call").hasValueBetween(100, 163);
        assertThat(listener().applied).doesNotHaveDuplicates();
        assertThat(Failure.of(application, keys.getFirst()))
                .extracting(Failure::attempt, Failure::disposition)
                .containsExactly(tuple(1, "REDELIVER"));
    }

    @Test
    void what_was_applied_is_remembered_and_what_failed_is_free_again() {
        send(client -> keys.forEach(each -> client.announceNow(each, new Announced("news"))));
        String unlucky = keys.get(7);
        var attempts = new AtomicInteger();
        listen((some, bodies) -> {
            if (some.contains(unlucky) && (some.size() > 1 || attempts.getAndIncrement() == 0)) {
                throw new IllegalStateException("not yet");
            }
        });

        await().atMost(PATIENCE).until(() -> listener().applied.size() == 100);
        assertThat(listener().applied).doesNotHaveDuplicates();
        assertThat(attempts).as("free at its second delivery").hasValue(2);
    }

    private void send(Consumer<Announcements> sending) {
        var deaf = new HashMap<>(properties);
        deaf.remove("fixture.listener");
        try (var sender = TestApplication.on(deaf)) {
            sending.accept(sender.bean(Announcements.class));
        }
    }

    private void listen(IdempotentBatchListener.Behaviour behaviour) {
        application = TestApplication.on(properties);
        listener().behaviour.complete(behaviour);
    }

    private DeadLetters deadLetters() throws Exception {
        return DeadLetters.of(
                (String) properties.get("fixture.group"), TestServers.get().nameServer());
    }

    private IdempotentBatchListener listener() {
        return application.bean(IdempotentBatchListener.class);
    }

    private static List<String> without(List<String> keys, String one) {
        return keys.stream().filter(each -> !each.equals(one)).toList();
    }
}
