package io.orderflow.dashboard.deadletter;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;

/** From the journal of deliveries. Under full load it keeps only a share of the successes: no entry is no evidence either way. */
@Singleton
class JournalledEffects implements Applied {

    private final JdbcOperations database;

    JournalledEffects(JdbcOperations database) {
        this.database = database;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean applied(String group, String messageId) {
        return database.prepareStatement("""
                SELECT 1 FROM journal_entry
                WHERE message_id = ? AND consumer_group = ? AND step = 'DELIVERY'
                  AND outcome IN ('APPLIED', 'ALREADY_CLAIMED', 'ALREADY_STORED') LIMIT 1
                """, query -> {
            query.setString(1, messageId);
            query.setString(2, group);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        });
    }
}
