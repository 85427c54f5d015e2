package io.orderflow.notification.announce;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import io.orderflow.notification.Notification;
import java.util.Collection;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface Announcements extends GenericRepository<Notification, Long> {

    /**
     * One statement, and a transaction of its own. Nothing else would commit it: the pool's connections don't by themselves.
     *
     * @throws io.micronaut.data.exceptions.DataAccessException among others, if one of the orders is announced already
     */
    @Transactional
    void saveAll(List<Notification> notifications);

    @Query("SELECT order_id FROM notification WHERE order_id IN (:orderIds) AND kind = :kind")
    List<String> announced(Collection<String> orderIds, Notification.Kind kind);
}
