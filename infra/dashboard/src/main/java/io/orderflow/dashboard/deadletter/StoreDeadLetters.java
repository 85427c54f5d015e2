package io.orderflow.dashboard.deadletter;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.annotation.Transactional;
import io.orderflow.dashboard.deadletter.broker.DeadMessage;
import io.orderflow.messaging.DatabaseFailures;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts dead letters into the database, each once. One that was redelivered and comes back closes the one that stood for it
 * before, in the same transaction: at any moment exactly one of them is open.
 */
@Singleton
class StoreDeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(StoreDeadLetters.class);

    /** MySQL's ER_DUP_ENTRY: it was copied before. */
    private static final int DUPLICATE_ENTRY = 1062;

    private static final int NAME_LENGTH = 255;
    private static final int ID_LENGTH = 128;
    private static final int TX_ID_LENGTH = 64;

    private final JdbcOperations database;
    private final JsonMapper json;
    private final Clock clock;

    StoreDeadLetters(JdbcOperations database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** @return the numbers of those that were not there yet */
    @Transactional
    List<Long> store(List<DeadMessage> messages) {
        var stored = new ArrayList<Long>();
        for (var message : messages) {
            var before = redelivered(message);
            insert(message, before).ifPresent(id -> {
                stored.add(id);
                before.ifPresent(this::failedAgain);
            });
        }
        return stored;
    }

    /** The stored dead letter of which this message is a redelivery. Any sender can set that number: group and key must match. */
    private Optional<Long> redelivered(DeadMessage message) {
        if (!message.redeliveryOf().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return database.prepareStatement(
                "SELECT id FROM dead_letter WHERE id = ? AND consumer_group = ? AND message_key = ?", query -> {
                    query.setLong(1, Long.parseLong(message.redeliveryOf()));
                    query.setString(2, cut(message.group(), NAME_LENGTH));
                    query.setString(3, cut(message.key(), NAME_LENGTH));
                    try (var rows = query.executeQuery()) {
                        return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
                    }
                });
    }

    private void failedAgain(long id) {
        database.prepareStatement("""
                UPDATE dead_letter SET state = 'FAILED_AGAIN', resolved_at = ?
                WHERE id = ? AND state IN ('OPEN', 'REDELIVERED')
                """, update -> {
            update.setTimestamp(1, Timestamp.from(clock.instant()));
            update.setLong(2, id);
            return update.executeUpdate();
        });
    }

    private Optional<Long> insert(DeadMessage message, Optional<Long> redeliveryOf) {
        try (var insert = database.getConnection().prepareStatement("""
                INSERT INTO dead_letter (consumer_group, producer_group, topic, tag, message_key, message_id,
                  origin_message_id, tx_id, body, properties, attempts, born_at, dead_at, taken_at, state, redelivery_of)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?)
                """, Statement.RETURN_GENERATED_KEYS)) {
            bind(insert, message, redeliveryOf);
            insert.executeUpdate();
            try (var keys = insert.getGeneratedKeys()) {
                keys.next();
                return Optional.of(keys.getLong(1));
            }
        } catch (SQLException failed) {
            if (failed.getErrorCode() == DUPLICATE_ENTRY) {
                return Optional.empty();
            }
            if (DatabaseFailures.isPermanent(failed)) {
                // It stays where it is at the broker; those behind it must not wait for it.
                LOG.error(
                        "Dead letter {} of {} can't be stored and is left out",
                        message.originId(),
                        message.group(),
                        failed);
                return Optional.empty();
            }
            throw new IllegalStateException(
                    "Dead letter %s of %s: %s".formatted(message.key(), message.group(), failed.getMessage()), failed);
        }
    }

    private void bind(PreparedStatement insert, DeadMessage message, Optional<Long> redeliveryOf) throws SQLException {
        insert.setString(1, cut(message.group(), NAME_LENGTH));
        insert.setString(2, cut(message.producerGroup(), NAME_LENGTH));
        insert.setString(3, cut(message.topic(), NAME_LENGTH));
        insert.setString(4, cut(message.tag(), NAME_LENGTH));
        insert.setString(5, cut(message.key(), NAME_LENGTH));
        insert.setString(6, ascii(message.messageId(), ID_LENGTH));
        insert.setString(7, ascii(message.originId(), ID_LENGTH));
        insert.setString(8, ascii(message.txId(), TX_ID_LENGTH));
        insert.setBytes(9, message.body());
        insert.setString(10, properties(message));
        insert.setInt(11, message.attempts());
        insert.setTimestamp(12, Timestamp.from(message.bornAt()));
        insert.setTimestamp(13, Timestamp.from(message.deadAt()));
        insert.setTimestamp(14, Timestamp.from(clock.instant()));
        if (redeliveryOf.isPresent()) {
            insert.setLong(15, redeliveryOf.get());
        } else {
            insert.setNull(15, Types.BIGINT);
        }
    }

    private String properties(DeadMessage message) throws SQLException {
        try {
            return json.writeValueAsString(message.properties());
        } catch (IOException unwritable) {
            throw new SQLException("Properties of " + message.key(), unwritable);
        }
    }

    /** Whatever a message contains must fit: one that can't be stored would block all others. The properties keep all of it. */
    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static String ascii(String text, int length) {
        return cut(text, length).replaceAll("[^\\x20-\\x7e]", "?");
    }
}
