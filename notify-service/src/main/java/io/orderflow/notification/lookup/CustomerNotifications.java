package io.orderflow.notification.lookup;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.orderflow.notification.Notification;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface CustomerNotifications extends GenericRepository<Notification, Long> {

    @Query("SELECT * FROM notification WHERE customer_id = :customerId AND id < :before ORDER BY id DESC LIMIT :limit")
    List<Notification> page(String customerId, long before, int limit);
}
