package io.orderflow.notification.announce;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import io.orderflow.notification.Notification;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
abstract class Announcements implements GenericRepository<Notification, Long> {

    private final JdbcOperations jdbc;

    Announcements(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One statement in a transaction of its own, since the pool's connections don't commit by themselves. By hand, since
     * Micronaut Data inserts rows whose ids are generated one by one.
     *
     * @throws io.micronaut.data.exceptions.DataAccessException among others, if one of the orders is announced already
     */
    @Transactional
    void insert(List<Notification> notifications) {
        jdbc.prepareStatement("""
                INSERT INTO notification (order_id, kind, customer_id, text, created_at) VALUES (?, ?, ?, ?, ?)
                """, insert -> {
            for (var notification : notifications) {
                insert.setString(1, notification.orderId());
                insert.setString(2, notification.kind().name());
                insert.setString(3, notification.customerId());
                insert.setString(4, notification.text());
                insert.setTimestamp(5, Timestamp.from(notification.createdAt()));
                insert.addBatch();
            }
            return insert.executeBatch();
        });
    }

    @Query("SELECT order_id FROM notification WHERE order_id IN (:orderIds) AND kind = :kind")
    abstract List<String> announced(Collection<String> orderIds, Notification.Kind kind);
}
