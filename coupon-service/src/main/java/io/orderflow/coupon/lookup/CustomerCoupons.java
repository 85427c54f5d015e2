package io.orderflow.coupon.lookup;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.orderflow.coupon.Coupon;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface CustomerCoupons extends GenericRepository<Coupon, Long> {

    @Query("SELECT * FROM coupon WHERE customer_id = :customerId AND id < :before ORDER BY id DESC LIMIT :limit")
    List<Coupon> page(String customerId, long before, int limit);
}
