package io.orderflow.dashboard.deadletter;

import io.micronaut.context.annotation.Context;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.annotation.Transactional;
import io.orderflow.dashboard.live.Live;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles redelivered dead letters whose effect was seen. Without evidence one stays as it is, however long: the absence of a
 * new failure does not mean that it worked.
 */
@Context
class ResolveDeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(ResolveDeadLetters.class);

    /** Evidence comes within seconds, or never. */
    private static final Duration LOOK_FOR = Duration.ofHours(6);

    private final Waiting waiting;
    private final DeadLetters letters;
    private final Applied applied;
    private final Live live;

    ResolveDeadLetters(Waiting waiting, DeadLetters letters, Applied applied, Live live) {
        this.waiting = waiting;
        this.letters = letters;
        this.applied = applied;
        this.live = live;
    }

    @Scheduled(fixedDelay = "2s", initialDelay = "2s")
    void resolve() {
        try {
            for (var letter : waiting.forEvidence()) {
                if (applied.applied(letter.group(), letter.messageId())
                        && letters.settle(letter.id(), DeadLetterState.RESOLVED)) {
                    live.changed(TakeDeadLetters.SUBJECT);
                    live.changed("order:" + letter.key());
                }
            }
        } catch (RuntimeException failure) {
            LOG.warn("Redelivered dead letters can't be resolved now: {}; next look in 2 s", failure.toString());
        }
    }

    record Redelivered(long id, String group, String key, String messageId) {}

    /** Those that were redelivered lately. */
    @Singleton
    static class Waiting {

        private static final int AT_ONCE = 500;

        private final JdbcOperations database;
        private final Clock clock;

        Waiting(JdbcOperations database, Clock clock) {
            this.database = database;
            this.clock = clock;
        }

        @Transactional(readOnly = true)
        List<Redelivered> forEvidence() {
            return database.prepareStatement("""
                    SELECT id, consumer_group, message_key, redelivered_message_id FROM dead_letter
                    WHERE state = 'REDELIVERED' AND redelivered_at > ? ORDER BY redelivered_at DESC LIMIT ?
                    """, query -> {
                query.setTimestamp(1, Timestamp.from(clock.instant().minus(LOOK_FOR)));
                query.setInt(2, AT_ONCE);
                var found = new ArrayList<Redelivered>();
                try (var rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(new Redelivered(
                                rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                    }
                }
                return found;
            });
        }
    }
}
