package io.orderflow.messaging.consume;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.messaging.consume.Settlement.Acknowledge;
import io.orderflow.messaging.consume.Settlement.DeadLetter;
import io.orderflow.messaging.consume.Settlement.Redeliver;
import java.io.IOException;
import java.sql.SQLDataException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SettleDeliveryTest {

    private record Entry(int attempt, String reason, Settlement next) {}

    private final List<Entry> journal = new ArrayList<>();
    private final FailureJournal writable =
            (delivery, failure, next) -> journal.add(new Entry(delivery.attempt(), failure.getMessage(), next));
    private final FailureJournal away = (delivery, failure, next) -> {
        throw new IOException("database away");
    };
    private final RedeliveryPolicy policy =
            RedeliveryPolicy.times(2).first(ofSeconds(1)).growingBy(3).upTo(ofSeconds(60));

    @Test
    void what_is_handled_is_acknowledged_with_how_it_was_handled() {
        for (var outcome : Handled.Outcome.values()) {
            assertThat(settle(writable, delivery -> outcome).settle(Deliveries.first()))
                    .isEqualTo(new Acknowledge(outcome));
        }
        assertThat(journal).isEmpty();
    }

    @Test
    void a_failure_is_journaled_and_redelivered_as_the_policy_says() {
        var failing = settle(writable, failing());
        assertThat(failing.settle(Deliveries.attempt(1))).isEqualTo(new Redeliver(ofSeconds(1)));
        assertThat(failing.settle(Deliveries.attempt(2))).isEqualTo(new Redeliver(ofSeconds(3)));
        assertThat(journal)
                .containsExactly(
                        new Entry(1, "no luck", new Redeliver(ofSeconds(1))),
                        new Entry(2, "no luck", new Redeliver(ofSeconds(3))));
    }

    @Test
    void the_last_failure_makes_a_dead_letter_with_its_reason() {
        assertThat(settle(writable, failing()).settle(Deliveries.attempt(3))).isEqualTo(new DeadLetter());
        assertThat(journal).containsExactly(new Entry(3, "no luck", new DeadLetter()));
    }

    @Test
    void poison_is_a_dead_letter_at_once() {
        var poisoned = settle(writable, delivery -> {
            throw new PoisonMessageException("not a letter");
        });
        assertThat(poisoned.settle(Deliveries.first())).isEqualTo(new DeadLetter());
        assertThat(journal).containsExactly(new Entry(1, "not a letter", new DeadLetter()));
    }

    @Test
    void what_the_database_refuses_for_its_content_is_a_dead_letter_at_the_second_attempt() {
        var refused = settle(writable, delivery -> {
            throw new IllegalStateException("no luck", new SQLDataException("Data too long", "22001", 1406));
        });

        assertThat(refused.settle(Deliveries.attempt(1))).isEqualTo(new Redeliver(ofSeconds(1)));
        assertThat(refused.settle(Deliveries.attempt(2))).isEqualTo(new DeadLetter());
        assertThat(journal)
                .containsExactly(
                        new Entry(1, "no luck", new Redeliver(ofSeconds(1))),
                        new Entry(2, "no luck", new DeadLetter()));
    }

    @Test
    void nothing_becomes_a_dead_letter_while_its_reason_cannot_be_stored() {
        assertThat(settle(away, failing()).settle(Deliveries.attempt(3))).isEqualTo(new Redeliver(ofSeconds(9)));
        assertThat(settle(away, failing()).settle(Deliveries.attempt(1_000))).isEqualTo(new Redeliver(ofSeconds(60)));
    }

    @Test
    void a_journal_that_is_refused_delays_a_dead_letter_by_three_redeliveries_and_no_longer() {
        FailureJournal withoutTable = (delivery, failure, next) -> {
            throw new SQLSyntaxErrorException("Table 'points.delivery_failure' doesn't exist", "42S02", 1146);
        };
        var failing = settle(withoutTable, failing());
        var poisoned = settle(withoutTable, delivery -> {
            throw new PoisonMessageException("not a letter");
        });

        assertThat(failing.settle(Deliveries.attempt(1))).isEqualTo(new Redeliver(ofSeconds(1)));
        assertThat(failing.settle(Deliveries.attempt(5))).isEqualTo(new Redeliver(ofSeconds(60)));
        assertThat(failing.settle(Deliveries.attempt(6))).isEqualTo(new DeadLetter());
        assertThat(poisoned.settle(Deliveries.attempt(3))).isEqualTo(new Redeliver(ofSeconds(9)));
        assertThat(poisoned.settle(Deliveries.attempt(4))).isEqualTo(new DeadLetter());
    }

    @Test
    void waiting_for_another_holder_is_no_failure_however_often() {
        var waiting = settle(writable, delivery -> new Handled.Later(ofSeconds(7)));
        assertThat(waiting.settle(Deliveries.attempt(1_000))).isEqualTo(new Redeliver(ofSeconds(7)));
        assertThat(journal).isEmpty();
    }

    @Test
    void each_delivery_of_a_batch_is_settled_by_its_own_attempt() {
        var settlements = new SettleDelivery(policy, writable)
                .settle(
                        List.of(Deliveries.attempt(1), Deliveries.attempt(2), Deliveries.attempt(3)),
                        List.of(
                                new Attempt.Failed(new IllegalStateException("no luck")),
                                new Attempt.Answered(Handled.Outcome.APPLIED),
                                new Attempt.Failed(new IllegalStateException("no luck"))));

        assertThat(settlements)
                .containsExactly(
                        new Redeliver(ofSeconds(1)), new Acknowledge(Handled.Outcome.APPLIED), new DeadLetter());
        assertThat(journal)
                .containsExactly(
                        new Entry(1, "no luck", new Redeliver(ofSeconds(1))),
                        new Entry(3, "no luck", new DeadLetter()));
    }

    @Test
    void a_journal_whose_database_is_away_costs_a_batch_one_wait() {
        var asked = new AtomicInteger();
        var failure = new IllegalStateException("no luck");

        var settlements = new SettleDelivery(policy, (delivery, reason, next) -> {
                    asked.incrementAndGet();
                    throw new SQLTransientConnectionException("no connection within 3 s");
                })
                .settle(
                        Collections.nCopies(128, Deliveries.attempt(3)),
                        Collections.nCopies(128, new Attempt.Failed(failure)));

        assertThat(settlements).hasSize(128).containsOnly(new Redeliver(ofSeconds(9)));
        assertThat(asked).hasValue(1);
        assertThat(failure.getSuppressed()).hasSize(1);
    }

    private Settling settle(FailureJournal failures, DeliveryHandler handler) {
        return delivery -> new SettleDelivery(policy, failures)
                .settle(List.of(delivery), List.of(attempt(handler, delivery)))
                .getFirst();
    }

    private static Attempt attempt(DeliveryHandler handler, Delivery delivery) {
        try {
            return new Attempt.Answered(handler.handle(delivery));
        } catch (Exception failure) {
            return new Attempt.Failed(failure);
        }
    }

    private interface Settling {
        Settlement settle(Delivery delivery);
    }

    private static DeliveryHandler failing() {
        return delivery -> {
            throw new IllegalStateException("no luck");
        };
    }
}
