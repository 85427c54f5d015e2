package io.orderflow.points.lookup;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.orderflow.points.PointsEntry;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface PointsStatements extends GenericRepository<PointsEntry, Long> {

    @Query("SELECT balance FROM points_balance WHERE customer_id = :customerId")
    Optional<Long> balance(String customerId);

    @Query("SELECT * FROM points_entry WHERE customer_id = :customerId AND id < :before ORDER BY id DESC LIMIT :limit")
    List<PointsEntry> entries(String customerId, long before, int limit);
}
