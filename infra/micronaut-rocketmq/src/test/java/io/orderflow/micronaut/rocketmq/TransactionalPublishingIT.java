package io.orderflow.micronaut.rocketmq;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.type.Argument;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import io.orderflow.messaging.Transactions;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.messaging.publish.TransactionAbandonedException;
import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every arrow of a transactional publication, cut. */
class TransactionalPublishingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String key = UUID.randomUUID().toString();
    private TestApplication application;

    @BeforeEach
    void start() {
        application = TestApplication.with("fixture.listener", "all", "fixture.meters", "true");
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void a_committed_transaction_is_announced_and_its_repositories_took_part() {
        var result = announce(() -> {
            notes().save(new Note(key));
            return 42;
        });

        assertThat(result).isEqualTo(new PublishResult.Committed<>(42));
        await().atMost(PATIENCE).until(() -> arrived().contains(key));
        assertThat(notes().existsById(key)).isTrue();
    }

    @Test
    void a_failed_transaction_is_not_announced_and_leaves_nothing() {
        var failure = new IllegalStateException("out of tea");

        var result = announce(() -> {
            notes().save(new Note(key));
            throw failure;
        });

        assertThat(result).isEqualTo(new PublishResult.RolledBack<>(failure));
        assertThat(notes().existsById(key)).isFalse();
        assertNeverArrives();
    }

    @Test
    void inside_an_open_transaction_it_is_refused_before_anything_is_sent() throws Exception {
        assertThatThrownBy(() -> application.bean(Transactions.class).inTransaction(connection -> {
                    notes().save(new Note(key));
                    return announce(() -> "too early");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("one is open here that it would not join");

        assertThat(notes().existsById(key)).isFalse();
        assertNeverArrives();
    }

    @Test
    void inside_another_publications_transaction_it_is_refused() {
        var result = announce(() -> announce(() -> "inner"));

        assertThat(result)
                .isInstanceOfSatisfying(
                        PublishResult.RolledBack.class,
                        rolledBack -> assertThat(rolledBack.cause()).hasMessageContaining("one is open here"));
    }

    @Test
    void where_a_transaction_is_suspended_it_stands_for_itself() throws Exception {
        @SuppressWarnings("unchecked") // the bean is asked for by its type argument
        TransactionOperations<Connection> operations =
                application.context().getBean(Argument.of(TransactionOperations.class, Connection.class));

        var result = application
                .bean(Transactions.class)
                .inTransaction(connection -> operations.execute(
                        TransactionDefinition.of(TransactionDefinition.Propagation.NOT_SUPPORTED),
                        suspended -> announce(() -> notes().save(new Note(key)))));

        assertThat(result).isInstanceOf(PublishResult.Committed.class);
        await().atMost(PATIENCE).until(() -> arrived().contains(key));
    }

    @Test
    void a_lost_verdict_is_settled_by_the_check_back() {
        application.bean(Verdicts.class).lost = true;

        announce(() -> notes().save(new Note(key)));

        await().atMost(PATIENCE).until(() -> arrived().contains(key));
        assertThat(checkBacks("commit")).isPositive();
    }

    @Test
    void a_lost_rollback_is_never_announced() {
        application.bean(Verdicts.class).lost = true;

        announce(() -> {
            throw new IllegalStateException("out of tea");
        });

        assertNeverArrives();
    }

    @Test
    void an_instance_that_has_sent_nothing_answers_for_one_that_is_gone() {
        // Several, because the broker may ask about one or two before their sender has ended.
        List<String> keys = IntStream.range(0, 10).mapToObj(i -> key + "-" + i).toList();
        try (var gone = application.another()) {
            gone.bean(Verdicts.class).lost = true;
            keys.forEach(each -> gone.bean(Announcements.class).announce(each, new Announced("x"), () -> "done"));
        }

        await().atMost(PATIENCE).until(() -> arrived().containsAll(keys));
        assertThat(checkBacks("commit")).isPositive();
    }

    @Test
    void a_young_transaction_is_waited_for() throws Exception {
        var release = new CountDownLatch(1);
        application.bean(Verdicts.class).beforeTransaction = () -> awaitQuietly(release);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var result = threads.submit(() -> announce(() -> notes().save(new Note(key))));
            await().atMost(PATIENCE).until(() -> checkBacks("unknown") > 0);
            release.countDown();

            assertThat(result.get(20, SECONDS)).isInstanceOf(PublishResult.Committed.class);
        }
        await().atMost(PATIENCE).until(() -> arrived().contains(key));
    }

    @Test
    void a_transaction_that_begins_after_it_was_given_up_writes_nothing() throws Exception {
        var release = new CountDownLatch(1);
        try (var hasty = application.another("rocketmq.transaction.grace", "0s");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            hasty.bean(Verdicts.class).beforeTransaction = () -> awaitQuietly(release);
            var result = threads.submit(() -> hasty.bean(Announcements.class)
                    .announce(
                            key,
                            new Announced("x"),
                            () -> hasty.bean(Notes.class).save(new Note(key))));
            // Only the hasty instance may answer, or the other one would wait for its own grace.
            await().atMost(PATIENCE).until(() -> checkBacks(hasty, "rollback") > 0);
            release.countDown();

            assertThat(result.get(20, SECONDS))
                    .isInstanceOfSatisfying(
                            PublishResult.RolledBack.class,
                            rolledBack ->
                                    assertThat(rolledBack.cause()).isInstanceOf(TransactionAbandonedException.class));
        }
        assertThat(notes().existsById(key)).isFalse();
        assertNeverArrives();
    }

    @Test
    void an_error_inside_the_transaction_is_not_swallowed() {
        var error = new AssertionError("a bug");

        assertThatThrownBy(() -> announce(() -> {
                    notes().save(new Note(key));
                    throw error;
                }))
                .isSameAs(error);

        assertThat(notes().existsById(key)).isFalse();
        assertNeverArrives();
    }

    @Test
    void a_checked_exception_comes_out_of_a_transaction_as_it_is() {
        var checked = new java.io.IOException("no paper");

        assertThatThrownBy(() -> application.bean(Transactions.class).inTransaction(connection -> {
                    throw checked;
                }))
                .isSameAs(checked);
    }

    @Test
    void a_transaction_of_the_library_never_joins_one_that_is_open() throws Exception {
        var transactions = application.bean(Transactions.class);

        assertThatThrownBy(() -> transactions.inTransaction(outer -> {
                    transactions.inTransaction(inner -> notes().save(new Note(key)));
                    throw new IllegalStateException("only the outer one");
                }))
                .hasMessage("only the outer one");

        assertThat(notes().existsById(key)).isTrue();
    }

    @Test
    void clients_of_one_application_share_a_producer_and_do_not_meet() {
        application.bean(Announcements.class).announceNow(key, new Announced("first client"));
        application.bean(Corrections.class).correct(key + "-2", "second client");

        await().atMost(PATIENCE)
                .until(() -> arrived().contains(key) && arrived().contains(key + "-2"));
    }

    private <R> PublishResult<R> announce(io.orderflow.messaging.publish.LocalTransaction<R> work) {
        return application.bean(Announcements.class).announce(key, new Announced("x"), work);
    }

    /** Later messages have arrived and the check-back has had its chances. */
    private void assertNeverArrives() {
        application.bean(Verdicts.class).lost = true;
        String later = UUID.randomUUID().toString();
        application.bean(Announcements.class).announce(later, new Announced("later"), () -> "done");
        await().atMost(PATIENCE).until(() -> arrived().contains(later));
        assertThat(arrived()).doesNotContain(key);
    }

    private List<String> arrived() {
        return application.bean(Listening.class).keys();
    }

    private Notes notes() {
        return application.bean(Notes.class);
    }

    private double checkBacks(String answer) {
        return checkBacks(application, answer);
    }

    private static double checkBacks(TestApplication application, String answer) {
        return application
                .bean(MeterRegistry.class)
                .get("rocketmq.check.back")
                .tag("answer", answer)
                .counter()
                .count();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(30, SECONDS)) {
                throw new IllegalStateException("Nobody released the transaction");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Factory
    @Requires(property = "fixture.meters")
    static class Meters {
        @Singleton
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }
}
