package io.orderflow.points.award;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import io.orderflow.points.PointsEntry;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The entries and the balances that they add up to. Many rows are one statement. */
@JdbcRepository(dialect = Dialect.MYSQL)
abstract class PointsLedger implements GenericRepository<PointsEntry, Long> {

    private final JdbcOperations jdbc;

    PointsLedger(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One transaction. The entries come first: a duplicate fails before a balance is locked. Balances are added up for each
     * customer and written in the order of customers, so every transaction takes its locks in the same order (entries, as they are
     * given, then balances), and none can wait in a circle.
     *
     * @throws io.micronaut.data.exceptions.DataAccessException among others, if one of the orders has such an entry
     */
    @Transactional
    void enter(List<PointsEntry> entries) {
        insert(entries);
        var points = new TreeMap<String, Long>();
        entries.forEach(entry -> points.merge(entry.customerId(), entry.points(), Math::addExact));
        addToBalances(points);
    }

    /** By hand: Micronaut Data inserts rows whose ids are generated one by one. */
    private void insert(List<PointsEntry> entries) {
        jdbc.prepareStatement("""
                INSERT INTO points_entry (order_id, type, customer_id, points, created_at) VALUES (?, ?, ?, ?, ?)
                """, insert -> {
            for (var entry : entries) {
                insert.setString(1, entry.orderId());
                insert.setString(2, entry.type().name());
                insert.setString(3, entry.customerId());
                insert.setLong(4, entry.points());
                insert.setTimestamp(5, Timestamp.from(entry.createdAt()));
                insert.addBatch();
            }
            return insert.executeBatch();
        });
    }

    private void addToBalances(Map<String, Long> points) {
        jdbc.prepareStatement("""
                INSERT INTO points_balance (customer_id, balance) VALUES (?, ?) AS new
                ON DUPLICATE KEY UPDATE balance = points_balance.balance + new.balance
                """, insert -> {
            for (var each : points.entrySet()) {
                insert.setString(1, each.getKey());
                insert.setLong(2, each.getValue());
                insert.addBatch();
            }
            return insert.executeBatch();
        });
    }

    @Query("SELECT order_id FROM points_entry WHERE order_id IN (:orderIds) AND type = :type")
    abstract List<String> entered(Collection<String> orderIds, PointsEntry.Type type);
}
