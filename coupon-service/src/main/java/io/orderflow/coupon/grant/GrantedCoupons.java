package io.orderflow.coupon.grant;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import io.orderflow.coupon.Coupon;

@JdbcRepository(dialect = Dialect.MYSQL)
interface GrantedCoupons extends GenericRepository<Coupon, Long> {

    /**
     * A transaction of its own. Nothing else would commit it: the pool's connections don't by themselves.
     *
     * @throws io.micronaut.data.exceptions.DataAccessException among others, if the order has its coupon
     */
    @Transactional
    void save(Coupon coupon);
}
