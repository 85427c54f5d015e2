package io.orderflow.dashboard.transaction;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How many transactions ended how, minute by minute, all services together. */
@Singleton
class EndingMinutes {

    record Row(Instant minute, TransactionOutcomeCount ending, long count) {}

    private final JdbcOperations database;

    EndingMinutes(JdbcOperations database) {
        this.database = database;
    }

    @Transactional
    void add(Instant at, Map<TransactionOutcomeCount, Long> more) {
        if (more.isEmpty()) {
            return;
        }
        database.prepareStatement("""
                INSERT INTO transaction_minute (minute, ending, counted) VALUES (?, ?, ?) AS more
                ON DUPLICATE KEY UPDATE counted = transaction_minute.counted + more.counted
                """, insert -> {
            for (var each : more.entrySet()) {
                insert.setTimestamp(1, Timestamp.from(at.truncatedTo(ChronoUnit.MINUTES)));
                insert.setString(2, each.getKey().word());
                insert.setLong(3, each.getValue());
                insert.addBatch();
            }
            return insert.executeBatch();
        });
    }

    @Transactional(readOnly = true)
    List<Row> since(Instant from) {
        return database.prepareStatement(
                "SELECT minute, ending, counted FROM transaction_minute WHERE minute >= ? ORDER BY minute, ending",
                query -> {
                    query.setTimestamp(1, Timestamp.from(from));
                    List<Row> rows = new ArrayList<>();
                    try (var found = query.executeQuery()) {
                        while (found.next()) {
                            var at = found.getTimestamp("minute").toInstant();
                            long count = found.getLong("counted");
                            TransactionOutcomeCount.named(found.getString("ending"))
                                    .ifPresent(ending -> rows.add(new Row(at, ending, count)));
                        }
                    }
                    return rows;
                });
    }

    @Transactional
    int forgetBefore(Instant oldest) {
        return database.prepareStatement("DELETE FROM transaction_minute WHERE minute < ?", delete -> {
            delete.setTimestamp(1, Timestamp.from(oldest));
            return delete.executeUpdate();
        });
    }
}
