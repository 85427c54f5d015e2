package io.orderflow.messaging.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.messaging.Transactions;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.JdbcFailureJournal;
import io.orderflow.messaging.consume.Settlement;
import io.orderflow.messaging.publish.Fence.Outcome;
import io.orderflow.messaging.publish.PublishResult.Committed;
import io.orderflow.messaging.publish.PublishResult.RolledBack;
import io.orderflow.messaging.publish.PublishResult.Unknown;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The race between a local transaction and the check-back, in both orders, on a real database: one subclass for each. */
@Timeout(60)
abstract class FenceContract {

    private static final Instant SENT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Clock YOUNG = Clock.fixed(SENT.plus(GRACE).minusMillis(1), ZoneOffset.UTC);
    private static final Clock OLD = Clock.fixed(SENT.plus(GRACE).plusMillis(1), ZoneOffset.UTC);

    private final FenceSchema database;
    private final Fence fence;
    private String txId = "";
    private String note = "";

    FenceContract(FenceSchema database) {
        this.database = database;
        this.fence = new Fence(database.transactions());
    }

    @BeforeEach
    void anotherTransaction() {
        txId = UUID.randomUUID().toString();
        note = "note-" + txId;
    }

    @Test
    void committed_transaction_is_answered_with_commit_when_its_verdict_got_lost() {
        var publication = publish(verdictLost(), database.transactions());
        assertThat(publication).isEqualTo(new Committed<>(note));
        assertThat(checkBack(OLD)).isEqualTo(Verdict.COMMIT);
        assertThat(checkBack(YOUNG)).isEqualTo(Verdict.COMMIT);
        assertThat(database.has(note)).isTrue();
    }

    @Test
    void transaction_that_never_ran_is_abandoned_only_after_the_grace_period() throws Exception {
        assertThat(checkBack(YOUNG)).isEqualTo(Verdict.UNKNOWN);
        assertThat(fence.read(txId)).isEmpty();
        assertThat(checkBack(OLD)).isEqualTo(Verdict.ROLLBACK);
        assertThat(checkBack(YOUNG)).isEqualTo(Verdict.ROLLBACK);
    }

    @Test
    void check_back_before_the_fence_makes_the_late_transaction_roll_back() {
        HalfMessages checkedInBetween = (message, id, local) -> {
            txId = id;
            assertThat(checkBack(OLD)).isEqualTo(Verdict.ROLLBACK);
            assertThat(local.get()).isEqualTo(Verdict.ROLLBACK);
        };
        assertThat(publish(checkedInBetween, database.transactions()))
                .isInstanceOfSatisfying(
                        RolledBack.class,
                        rolledBack -> assertThat(rolledBack.cause()).isInstanceOf(TransactionAbandonedException.class));
        assertThat(database.has(note)).isFalse();
    }

    @Test
    void check_back_behind_the_fence_waits_and_reads_commit() throws Exception {
        assertThat(checkBackWhileOpen(true)).isEqualTo(Verdict.COMMIT);
        assertThat(database.has(note)).isTrue();
    }

    @Test
    void check_back_behind_the_fence_waits_and_abandons_what_rolled_back() throws Exception {
        assertThat(checkBackWhileOpen(false)).isEqualTo(Verdict.ROLLBACK);
        assertThat(fence.read(txId)).contains(Outcome.ABANDONED);
        assertThat(database.has(note)).isFalse();
    }

    @Test
    void check_back_that_waits_too_long_for_the_fence_does_not_guess() throws Exception {
        database.transactions().inTransaction(connection -> {
            fence.commit(connection, txId);
            assertThat(checkBack(OLD)).isEqualTo(Verdict.UNKNOWN);
            return txId;
        });
        assertThat(checkBack(OLD)).isEqualTo(Verdict.COMMIT);
    }

    @Test
    void lost_commit_reply_is_settled_by_the_fence() {
        Transactions replyLost = new Transactions() {
            @Override
            public <R> R inTransaction(Work<R> work) throws Exception {
                database.transactions().inTransaction(work);
                throw new SQLException("connection cut after COMMIT");
            }
        };
        assertThat(publish(verdictTold(Verdict.COMMIT), replyLost)).isEqualTo(new Committed<>(note));
        assertThat(database.has(note)).isTrue();
    }

    @Test
    void lost_commit_request_is_settled_by_the_fence() {
        Transactions requestLost = new Transactions() {
            @Override
            public <R> R inTransaction(Work<R> work) throws Exception {
                return database.transactions().inTransaction(connection -> {
                    work.on(connection);
                    throw new SQLException("connection cut before COMMIT");
                });
            }
        };
        assertThat(publish(verdictTold(Verdict.ROLLBACK), requestLost)).isInstanceOf(RolledBack.class);
        assertThat(database.has(note)).isFalse();
        assertThat(checkBack(YOUNG)).isEqualTo(Verdict.ROLLBACK);
    }

    @Test
    void database_that_dies_during_commit_leaves_an_unknown_that_the_check_back_settles() {
        Transactions died = new Transactions() {
            @Override
            public <R> R inTransaction(Work<R> work) throws Exception {
                database.transactions().inTransaction(work);
                throw new SQLException("database died");
            }
        };
        Transactions dead = new Transactions() {
            @Override
            public <R> R inTransaction(Work<R> work) throws Exception {
                throw new SQLException("database away");
            }
        };
        var publisher = new TransactionalPublisher(verdictTold(Verdict.UNKNOWN), died, new Fence(dead));
        assertThat(publisher.publish(message(), this::write)).isInstanceOf(Unknown.class);
        assertThat(new CheckBack(new Fence(dead), GRACE, OLD).answer(txId, SENT))
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(checkBack(OLD)).isEqualTo(Verdict.COMMIT);
    }

    @Test
    void what_the_work_throws_rolls_everything_back() {
        var failure = new IllegalStateException("no");
        var publisher = new TransactionalPublisher(verdictTold(Verdict.ROLLBACK), database.transactions(), fence);
        assertThat(publisher.publish(message(), () -> {
                    write();
                    throw failure;
                }))
                .isEqualTo(new RolledBack<>(failure));
        assertThat(database.has(note)).isFalse();
    }

    @Test
    void half_message_that_was_not_stored_runs_nothing() {
        var notStored = new HalfMessageNotStoredException("broker away");
        HalfMessages away = (message, id, local) -> {
            throw notStored;
        };
        assertThat(publish(away, database.transactions())).isEqualTo(new RolledBack<>(notStored));
        assertThat(database.has(note)).isFalse();
    }

    @Test
    void no_interleaving_commits_what_was_answered_with_rollback() throws Exception {
        int races = 200;
        int committed = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int race = 0; race < races; race++) {
                anotherTransaction();
                var answer = new AtomicReference<CompletableFuture<Verdict>>();
                HalfMessages raced = (message, id, local) -> {
                    txId = id;
                    answer.set(CompletableFuture.supplyAsync(() -> checkBack(OLD), threads));
                    local.get();
                };
                var publication = publish(raced, database.transactions());
                var verdict = answer.get().get(30, TimeUnit.SECONDS);
                if (publication instanceof Committed<String>) {
                    committed++;
                    assertThat(verdict).isEqualTo(Verdict.COMMIT);
                } else {
                    assertThat(verdict).isEqualTo(Verdict.ROLLBACK);
                }
                assertThat(database.has(note)).isEqualTo(publication instanceof Committed<String>);
            }
        }
        System.out.printf("fence races: %d committed, %d abandoned%n", committed, races - committed);
    }

    @Test
    void old_rows_are_swept_and_young_ones_kept() throws Exception {
        fence.abandon(txId);
        fence.sweep(Duration.ofHours(1));
        assertThat(fence.read(txId)).contains(Outcome.ABANDONED);
        database.age(txId, Duration.ofHours(2));
        assertThat(fence.sweep(Duration.ofHours(1))).isEqualTo(1);
        assertThat(fence.read(txId)).isEmpty();
    }

    @Test
    void the_table_can_be_used_and_is_installed_once() throws Exception {
        fence.verify();
        fence.abandon(txId);

        database.transactions().install();

        assertThat(fence.read(txId)).contains(Outcome.ABANDONED);
    }

    @Test
    void instances_that_start_at_the_same_time_install_the_tables_once() throws Exception {
        int instances = 8;
        for (int round = 0; round < 5; round++) {
            for (String table : new String[] {"tx_fence", "delivery_failure", "orderflow_schema"}) {
                database.transactions().execute("DROP TABLE " + table);
            }
            var start = new CountDownLatch(1);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var installing = new ArrayList<Future<?>>();
                for (int i = 0; i < instances; i++) {
                    installing.add(threads.submit(() -> {
                        start.await();
                        database.transactions().install();
                        return true;
                    }));
                }
                start.countDown();
                for (var each : installing) {
                    each.get(30, TimeUnit.SECONDS);
                }
            }
            fence.verify();
            new JdbcFailureJournal(database.transactions()).verify();
        }
    }

    @Test
    void a_reason_is_stored_once_for_each_attempt() throws Exception {
        var journal = new JdbcFailureJournal(database.transactions());
        var delivery = new Delivery("group", "letters", "posted", note, txId, 1, Map.of(), new byte[0], Instant.now());
        journal.verify();

        journal.record(delivery, new IllegalStateException("first"), new Settlement.Redeliver(Duration.ofSeconds(1)));
        journal.record(delivery, new IllegalStateException("second \0"), new Settlement.DeadLetter());

        assertThat(database.reasons(note)).containsExactly("DEAD_LETTER second \uFFFD");
    }

    @Test
    void a_fence_is_never_decided_twice() throws Exception {
        assertThat(fence.abandon(txId)).isEqualTo(Outcome.ABANDONED);
        assertThat(fence.abandon(txId)).isEqualTo(Outcome.ABANDONED);
        assertThatThrownBy(() -> database.transactions().inTransaction(connection -> {
                    fence.commit(connection, txId);
                    return txId;
                }))
                .isInstanceOf(TransactionAbandonedException.class);
    }

    /** Asks while the transaction holds its fence open; then commits it, or rolls it back. */
    private Verdict checkBackWhileOpen(boolean commit) throws Exception {
        var waiting = new CountDownLatch(1);
        var answer = new AtomicReference<CompletableFuture<Verdict>>();
        HalfMessages asked = (message, id, local) -> {
            txId = id;
            local.get();
        };
        var publisher = new TransactionalPublisher(asked, database.transactions(), fence);
        publisher.publish(message(), () -> {
            write();
            answer.set(CompletableFuture.supplyAsync(() -> {
                waiting.countDown();
                return checkBack(OLD);
            }));
            assertThat(waiting.await(5, TimeUnit.SECONDS)).isTrue();
            Awaitility.await().atMost(5, TimeUnit.SECONDS).until(database::isFenceWaitedFor);
            assertThat(answer.get()).isNotDone();
            if (!commit) {
                throw new IllegalStateException("rolled back while the check-back waits");
            }
            return note;
        });
        return answer.get().get(10, TimeUnit.SECONDS);
    }

    private PublishResult<String> publish(HalfMessages halfMessages, Transactions transactions) {
        return new TransactionalPublisher(halfMessages, transactions, fence).publish(message(), this::write);
    }

    private String write() throws Exception {
        database.write(note);
        return note;
    }

    private Verdict checkBack(Clock clock) {
        return new CheckBack(fence, GRACE, clock).answer(txId, SENT);
    }

    private HalfMessages verdictLost() {
        return (message, id, local) -> {
            txId = id;
            local.get();
        };
    }

    private HalfMessages verdictTold(Verdict expected) {
        return (message, id, local) -> {
            txId = id;
            assertThat(local.get()).isEqualTo(expected);
        };
    }

    private OutgoingMessage message() {
        return new OutgoingMessage("letters", "posted", note, Map.of(), new byte[0]);
    }
}
