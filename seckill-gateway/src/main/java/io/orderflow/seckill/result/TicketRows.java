package io.orderflow.seckill.result;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Rows of {@code ticket}, read. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface TicketRows extends GenericRepository<DecidedTicket, String> {

    Optional<DecidedTicket> findById(String id);

    @Query("SELECT * FROM ticket WHERE id IN (:ids)")
    List<DecidedTicket> among(Collection<String> ids);
}
