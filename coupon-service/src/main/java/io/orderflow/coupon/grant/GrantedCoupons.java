package io.orderflow.coupon.grant;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import io.orderflow.coupon.Coupon;
import java.util.Collection;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface GrantedCoupons extends GenericRepository<Coupon, Long> {

    /**
     * One statement, and a transaction of its own. Nothing else would commit it: the pool's connections don't by themselves.
     *
     * @throws io.micronaut.data.exceptions.DataAccessException among others, if one of the orders has its coupon
     */
    @Transactional
    void saveAll(List<Coupon> coupons);

    @Query("SELECT order_id FROM coupon WHERE order_id IN (:orderIds)")
    List<String> granted(Collection<String> orderIds);
}
