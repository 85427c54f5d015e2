package io.orderflow.notification.announce;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import io.orderflow.notification.Notification;

@JdbcRepository(dialect = Dialect.MYSQL)
interface Announcements extends GenericRepository<Notification, Long> {

    /**
     * A transaction of its own. Nothing else would commit it: the pool's connections don't by themselves.
     *
     * @throws io.micronaut.data.exceptions.DataAccessException among others, if the order is announced already
     */
    @Transactional
    void save(Notification notification);
}
