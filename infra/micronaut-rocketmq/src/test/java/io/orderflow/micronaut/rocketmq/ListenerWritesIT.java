package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.messaging.Transactions;
import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that is acknowledged has left its effect, whatever the pool that the listener's repository writes through. */
class ListenerWritesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String key = UUID.randomUUID().toString();
    private TestApplication application;

    @AfterEach
    void stop() {
        application.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void what_a_listener_saves_without_a_transaction_is_there_when_its_next_message_is_sent(String autoCommit) {
        start("noting", autoCommit);

        client().announceNow(key, new Announced("x"));

        var told = application.bean(NotingListener.class).told;
        await().atMost(PATIENCE).until(() -> told.containsKey(key));
        assertThat(told).containsEntry(key, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void what_a_listener_saves_in_its_own_transaction_is_there_as_a_whole_or_not_at_all(String autoCommit) {
        start("noting", autoCommit);

        client().withdraw(key, new Announced("fine"));
        client().withdraw(key + "-bad", new Announced("bad"));

        await().atMost(PATIENCE).until(() -> saved(key) && saved(key + "-2"));
        await().atMost(PATIENCE)
                .until(() -> !Failure.of(application, key + "-bad").isEmpty());
        assertThat(saved(key + "-bad")).isFalse();
    }

    @Test
    void what_a_listener_saves_on_a_connection_of_its_own_is_there() {
        start("noting", "false");

        client().revise(key, new Announced("x"));

        await().atMost(PATIENCE).until(() -> saved(key) && saved(key + "-2"));
    }

    @Test
    void what_a_batch_saves_without_a_transaction_is_there() {
        var keys = sentBeforeTheBatchListens(Announcements::announceNow, "");

        await().atMost(PATIENCE).until(() -> keys.stream().allMatch(this::saved));
        assertThat(application.bean(NotingBatchListener.class).largest).hasValueGreaterThan(1);
    }

    @Test
    void a_batch_that_fails_in_its_transaction_is_halved_and_only_the_bad_message_leaves_nothing() {
        var keys = sentBeforeTheBatchListens(Announcements::withdraw, "-bad");

        await().atMost(PATIENCE)
                .until(() ->
                        keys.stream().filter(each -> !each.endsWith("-bad")).allMatch(this::saved));
        await().atMost(PATIENCE)
                .until(() -> !Failure.of(application, keys.getLast()).isEmpty());
        assertThat(saved(keys.getLast())).isFalse();
    }

    @Test
    void a_transaction_commits_once_and_a_read_not_at_all() throws Exception {
        start("noting", "false", "datasources.default.maximum-pool-size", "1");
        var notes = application.bean(Notes.class);
        var listener = application.bean(NotingListener.class);

        assertThat(commitsOf(() -> application.bean(Transactions.class).inTransaction(c -> notes.save(new Note(key)))))
                .isEqualTo(1);
        assertThat(commitsOf(() -> {
                    listener.inOneTransaction(key + "-1", new Announced("fine"));
                    return null;
                }))
                .isEqualTo(1);
        assertThat(commitsOf(() -> notes.save(new Note(key + "-3")))).isEqualTo(1);
        assertThat(commitsOf(() -> notes.findById(key))).isZero();
    }

    /** By the one connection that there is, apart from that of the transaction that asks. */
    private long commitsOf(Callable<?> what) throws Exception {
        long before = commits();
        what.call();
        return commits() - before - 1;
    }

    private long commits() throws Exception {
        return application.bean(Transactions.class).inTransaction(ListenerWritesIT::commits);
    }

    private static long commits(Connection connection) throws SQLException {
        try (var show = connection.createStatement();
                var rows = show.executeQuery("SHOW SESSION STATUS LIKE 'Com_commit'")) {
            rows.next();
            return rows.getLong(2);
        }
    }

    private List<String> sentBeforeTheBatchListens(Sending sending, String last) {
        var properties = TestApplication.properties("datasources.default.auto-commit", "false");
        List<String> keys = IntStream.range(0, 20)
                .mapToObj(i -> key + "-" + i + (i == 19 ? last : ""))
                .toList();
        try (var sender = TestApplication.on(properties)) {
            keys.forEach(each -> sending.send(sender.bean(Announcements.class), each, new Announced("x")));
        }
        properties.put("fixture.listener", "noting-batch");
        application = TestApplication.on(properties);
        return keys;
    }

    private interface Sending {
        void send(Announcements client, String key, Announced body);
    }

    private void start(String listener, String autoCommit, String... more) {
        var properties =
                TestApplication.properties("fixture.listener", listener, "datasources.default.auto-commit", autoCommit);
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        application = TestApplication.on(properties);
    }

    private boolean saved(String key) {
        return application.bean(Notes.class).existsById(key);
    }

    private Announcements client() {
        return application.bean(Announcements.class);
    }
}
