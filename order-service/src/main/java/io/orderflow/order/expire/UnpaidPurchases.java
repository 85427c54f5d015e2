package io.orderflow.order.expire;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Rows of {@code purchase} that nobody has paid for. Their due time is the truth, whatever woke us up. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface UnpaidPurchases extends GenericRepository<Unpaid, String> {

    @Query("""
            SELECT ticket, sale_id, customer_id, quantity FROM purchase
            WHERE returned_at IS NULL AND payment_due_at <= :now
            ORDER BY payment_due_at, ticket LIMIT :limit OFFSET :passedOver
            """)
    List<Unpaid> due(Instant now, int limit, int passedOver);

    @Query("""
            UPDATE purchase SET returned_at = :now
            WHERE ticket IN (:tickets) AND returned_at IS NULL AND payment_due_at <= :now
            """)
    long markReturned(Collection<String> tickets, Instant now);
}
