package io.orderflow.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.micronaut.runtime.ApplicationConfiguration;
import io.orderflow.journal.entry.JournalBatch;
import io.orderflow.journal.entry.JournalEntry;
import io.orderflow.journal.entry.JournalTopic;
import io.orderflow.micronaut.rocketmq.observe.DeliveryOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JournalTest {

    private static final int CAPACITY = 50;

    private final JournalConfiguration configuration =
            new JournalConfiguration(true, 10, CAPACITY, Duration.ofMillis(200), List.of("groups"));
    private final Buffer buffer = new Buffer(CAPACITY);
    private final Sampling sampling = new Sampling(10, () -> 0);
    private final Clock clock = Clock.fixed(Steps.AT, ZoneOffset.UTC);
    private final Journal journal = new Journal(configuration, buffer, sampling, clock);
    private final Batches batches = new Batches(buffer, sampling, named("tea-house"), clock);

    @Test
    void a_full_journal_never_blocks_and_counts_what_it_loses() {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < CAPACITY * 3; i++) {
                journal.record(Steps.rolledBack("a", new IllegalStateException("out of tea")));
                journal.record(Steps.sent("groups", "a"));
            }
        });

        assertThat(buffer.lostFailures()).isEqualTo(CAPACITY * 2L);
        assertThat(buffer.lostSuccesses()).isEqualTo(CAPACITY * 2L);
    }

    @Test
    void the_next_batch_tells_what_was_lost_and_the_one_after_it_does_not_again() {
        for (int i = 0; i < CAPACITY + 7; i++) {
            journal.record(Steps.rolledBack("a", new IllegalStateException("out of tea")));
        }

        assertThat(next().lostFailures()).isEqualTo(7);
        journal.record(Steps.rolledBack("b", new IllegalStateException("out of tea")));
        assertThat(next().lostFailures()).isZero();
        assertThat(batches.next()).isNull();
    }

    @Test
    void failures_survive_a_flood_of_successes() {
        for (int i = 0; i < 10_000; i++) {
            journal.record(Steps.sent("groups", "key-" + i));
        }
        journal.record(Steps.rolledBack("unlucky", new IllegalStateException("out of tea")));

        assertThat(next().entries().getFirst().keys()).containsExactly("unlucky");
        assertThat(buffer.lostFailures()).isZero();
    }

    @Test
    void a_failure_carries_its_exception_with_every_cause() {
        journal.record(Steps.rolledBack("a", new IllegalStateException("out of tea", new Exception("no leaves"))));

        var failure = Objects.requireNonNull(next().entries().getFirst().failure());
        assertThat(failure.exception()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failure.reason()).isEqualTo("out of tea");
        assertThat(failure.stack())
                .contains("JournalTest.java", "Caused by: java.lang.Exception: no leaves")
                .hasSizeLessThanOrEqualTo(JournalEntry.Failure.STACK_LENGTH);
    }

    @Test
    void a_stack_without_end_is_cut() {
        var deep = new IllegalStateException("x".repeat(50_000));

        journal.record(Steps.rolledBack("a", deep));

        var failure = Objects.requireNonNull(next().entries().getFirst().failure());
        assertThat(failure.stack()).hasSize(JournalEntry.Failure.STACK_LENGTH);
        assertThat(failure.reason()).hasSize(JournalEntry.Failure.REASON_LENGTH);
    }

    @Test
    void failures_are_kept_of_keys_that_are_not_sampled() {
        overload();
        var keys = keysLeftOut();

        for (String key : keys) {
            journal.record(Steps.sent(key));
            journal.record(Steps.delivered(key, 1, DeliveryOutcome.REDELIVER));
            journal.record(Steps.delivered(key, 2, DeliveryOutcome.APPLIED));
        }

        assertThat(next().entries())
                .filteredOn(entry -> keys.contains(entry.keys().getFirst()))
                .extracting(JournalEntry::outcome)
                .hasSize(keys.size() * 2)
                .containsOnly("REDELIVER", "APPLIED");
    }

    @Test
    void a_batch_tells_how_it_was_sampled() {
        journal.record(Steps.sent("a"));
        assertThat(next().sampledOneIn()).isEqualTo(1);

        overload();
        assertThat(next().sampledOneIn()).isGreaterThan(1);
    }

    @Test
    void a_group_leads_from_its_members_to_it() {
        journal.recordGroup("groups", "group-1", List.of("a", "b"));

        assertThat(next().entries().getFirst().keys()).containsExactly("group-1", "a", "b");
    }

    @Test
    void a_group_names_every_member_whose_own_steps_are_kept_and_not_all_members() {
        overload();
        drain();
        List<String> members =
                IntStream.range(0, 1_000).mapToObj(n -> "member-" + n).toList();

        journal.recordGroup("groups", "group-1", members);
        var named = next().entries().getFirst().keys();
        members.forEach(member -> journal.record(Steps.sent(member)));
        var kept = new ArrayList<String>();
        for (var batch = batches.next(); batch != null; batch = batches.next()) {
            batch.entries().forEach(entry -> kept.add(entry.keys().getFirst()));
        }

        assertThat(kept).isNotEmpty();
        assertThat(named).hasSizeBetween(2, 900);
        assertThat(named.subList(1, named.size())).containsAll(kept);
    }

    @Test
    void the_journal_does_not_journal_itself() {
        journal.record(Steps.sent(JournalTopic.NAME, "a"));

        assertThat(batches.next()).isNull();
    }

    @Test
    void switched_off_it_takes_nothing_down() {
        journal.enable(false);

        journal.record(Steps.rolledBack("a", new IllegalStateException("out of tea")));
        journal.request("GET /tea", 503, null, 1);
        journal.recordGroup("groups", "group-1", List.of("a"));

        assertThat(batches.next()).isNull();
    }

    @Test
    void a_request_that_failed_is_a_failure() {
        overload();
        drain();

        journal.request("GET /tea", 503, null, 2_000_000);

        var entry = next().entries().getFirst();
        assertThat(entry.outcome()).isEqualTo("503");
        assertThat(entry.micros()).isEqualTo(2_000);
        assertThat(entry.at()).isEqualTo(Steps.AT.minusMillis(2));
    }

    @Test
    void an_exception_that_can_not_be_told_is_counted_and_takes_nobody_with_it() {
        journal.record(Steps.rolledBack("a", new IllegalStateException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new UnsupportedOperationException("no words");
            }
        }));
        journal.record(Steps.rolledBack("b", new IllegalStateException("out of tea")));

        assertThat(next().entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.keys()).containsExactly("b"));
        assertThat(next().lostFailures()).isEqualTo(1);
    }

    @Test
    void a_batch_stays_below_what_a_message_may_hold() {
        var large = new Buffer(1_000);
        for (int i = 0; i < 1_000; i++) {
            large.offerFailure(
                    () -> StepEntry.of(Steps.rolledBack("a", new IllegalStateException("x".repeat(20_000)))));
        }

        assertThat(new Batches(large, sampling, named("tea-house"), clock).next())
                .isNotNull()
                .extracting(batch -> batch.entries().size())
                .satisfies(size -> assertThat(size).isBetween(10, 30));
    }

    private void overload() {
        for (int i = 0; i < 1_000; i++) {
            sampling.keeps("load-" + i);
        }
        journal.record(Steps.sent("groups", "kept"));
    }

    private List<String> keysLeftOut() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; keys.size() < 10; i++) {
            if (!sampling.keeps("key-" + i)) {
                keys.add("key-" + i);
            }
        }
        return keys;
    }

    private void drain() {
        @Nullable JournalBatch drained;
        do {
            drained = batches.next();
        } while (drained != null);
    }

    private JournalBatch next() {
        @Nullable JournalBatch batch = batches.next();
        return Objects.requireNonNull(batch, "nothing to tell");
    }

    private static ApplicationConfiguration named(String name) {
        var application = new ApplicationConfiguration();
        application.setName(name);
        return application;
    }
}
