package io.orderflow.coupon.grant;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import io.orderflow.coupon.Coupon;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
abstract class GrantedCoupons implements GenericRepository<Coupon, Long> {

    private final JdbcOperations jdbc;

    GrantedCoupons(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One statement in a transaction of its own, since the pool's connections don't commit by themselves. By hand, since
     * Micronaut Data inserts rows whose ids are generated one by one.
     *
     * @throws io.micronaut.data.exceptions.DataAccessException among others, if one of the orders has its coupon
     */
    @Transactional
    void insert(List<Coupon> coupons) {
        jdbc.prepareStatement("""
                INSERT INTO coupon (order_id, customer_id, kind, amount, currency, created_at, valid_until)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """, insert -> {
            for (var coupon : coupons) {
                insert.setString(1, coupon.orderId());
                insert.setString(2, coupon.customerId());
                insert.setString(3, coupon.kind().name());
                insert.setLong(4, coupon.amount());
                insert.setString(5, coupon.currency());
                insert.setTimestamp(6, Timestamp.from(coupon.createdAt()));
                insert.setTimestamp(7, Timestamp.from(coupon.validUntil()));
                insert.addBatch();
            }
            return insert.executeBatch();
        });
    }

    @Query("SELECT order_id FROM coupon WHERE order_id IN (:orderIds)")
    abstract List<String> granted(Collection<String> orderIds);
}
