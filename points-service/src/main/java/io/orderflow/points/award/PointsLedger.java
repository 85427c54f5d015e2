package io.orderflow.points.award;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import io.orderflow.points.PointsEntry;

/** The entries and the balances that they add up to. */
@JdbcRepository(dialect = Dialect.MYSQL)
abstract class PointsLedger implements GenericRepository<PointsEntry, Long> {

    /**
     * One transaction. The entry comes first: a duplicate fails before it has locked the customer's balance, and every
     * transaction takes its locks in the same order (own entry, then one balance), so none can wait in a circle.
     *
     * @throws io.micronaut.data.exceptions.DataAccessException among others, if the order has such an entry
     */
    @Transactional
    void enter(PointsEntry entry) {
        save(entry);
        addToBalance(entry.customerId(), entry.points());
    }

    abstract void save(PointsEntry entry);

    @Query("""
            INSERT INTO points_balance (customer_id, balance) VALUES (:customerId, :points) AS new
            ON DUPLICATE KEY UPDATE balance = points_balance.balance + new.balance
            """)
    abstract void addToBalance(String customerId, long points);
}
