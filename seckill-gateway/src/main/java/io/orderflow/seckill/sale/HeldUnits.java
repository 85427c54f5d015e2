package io.orderflow.seckill.sale;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** What customers have ordered in a sale, in all its epochs. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface HeldUnits extends GenericRepository<Sale, Long> {

    /** @param ticket the latest: ids grow with time */
    @Introspected
    record CustomerHolding(String customerId, int units, String ticket) {}

    @Query("""
            SELECT customer_id, CAST(SUM(quantity) AS SIGNED) AS units, MAX(id) AS ticket FROM ticket
            WHERE sale_id = :saleId AND status = 'ORDERED' AND customer_id > :after
            GROUP BY customer_id ORDER BY customer_id LIMIT :limit
            """)
    List<CustomerHolding> page(long saleId, String after, int limit);
}
