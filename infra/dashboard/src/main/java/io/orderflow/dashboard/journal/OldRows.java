package io.orderflow.dashboard.journal;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Instant;

@Singleton
class OldRows {

    /** What grows, and the indexed column that holds its age. */
    enum Table {
        ENTRY("journal_entry", "at"),
        MEMBER("journal_member", "at"),
        BATCH("journal_batch", "shipped_at"),
        GAP("journal_gap", "minute");

        private final String name;
        private final String age;

        Table(String name, String age) {
            this.name = name;
            this.age = age;
        }
    }

    private final JdbcOperations database;

    OldRows(JdbcOperations database) {
        this.database = database;
    }

    /** @return how many rows were deleted, the oldest first, in a transaction of their own */
    @Transactional
    public int delete(Table table, Instant before, int limit) {
        var sql = "DELETE FROM %s WHERE %s < ? ORDER BY %s LIMIT ?".formatted(table.name, table.age, table.age);
        return database.prepareStatement(sql, delete -> {
            delete.setTimestamp(1, Timestamp.from(before));
            delete.setInt(2, limit);
            return delete.executeUpdate();
        });
    }
}
