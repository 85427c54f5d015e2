package io.orderflow.dashboard.deadletter;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** What the messaging library keeps in each service's schema, read as the auditor. */
@Singleton
class ServiceJournals {

    private final JdbcOperations auditor;
    private final ServiceSchemas schemas;

    ServiceJournals(@Named("auditor") JdbcOperations auditor, ServiceSchemas schemas) {
        this.auditor = auditor;
        this.schemas = schemas;
    }

    /** @return why each delivery of the message to the group failed, as far as the service still knows */
    @Transactional(transactionManager = "auditor", readOnly = true)
    List<Attempt> attempts(String group, String messageId) {
        var schema = schemaOf(group);
        return auditor.prepareStatement("""
                SELECT %s FROM %s.delivery_failure WHERE consumer_group = ? AND message_id = ? ORDER BY attempt
                """.formatted(Attempt.COLUMNS, schema), query -> {
            query.setString(1, group);
            query.setString(2, messageId);
            try (var rows = query.executeQuery()) {
                return Attempt.all(rows);
            }
        });
    }

    /** @return {@code COMMITTED} or {@code ABANDONED}; empty if nothing was decided, or the row is older than the fence's memory */
    @Transactional(transactionManager = "auditor", readOnly = true)
    Optional<String> fence(String producerGroup, String txId) {
        var schema = schemaOf(producerGroup);
        return auditor.prepareStatement("SELECT outcome FROM %s.tx_fence WHERE tx_id = ?".formatted(schema), query -> {
            query.setString(1, txId);
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        });
    }

    boolean knows(String group) {
        return schemas.of(group).isPresent();
    }

    private String schemaOf(String group) {
        return schemas.of(group)
                .orElseThrow(() -> new IllegalStateException(
                        "No schema is configured for %s: set dead-letters.schemas.%s".formatted(group, group)));
    }
}
