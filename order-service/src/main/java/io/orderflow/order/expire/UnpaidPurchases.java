package io.orderflow.order.expire;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Rows of {@code purchase} that are not paid for. Their due time decides, not the wake-up. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface UnpaidPurchases extends GenericRepository<Unpaid, String> {

    /** Those after the purchase with this due time and ticket. The lower bound without the ticket is for the index. */
    @Query("""
            SELECT ticket, sale_id, customer_id, quantity, payment_due_at FROM purchase
            WHERE returned_at IS NULL AND payment_due_at BETWEEN :dueAfter AND :now
              AND (payment_due_at > :dueAfter OR ticket > :ticketAfter)
            ORDER BY payment_due_at, ticket LIMIT :limit
            """)
    List<Unpaid> due(Instant now, Instant dueAfter, String ticketAfter, int limit);

    @Query("""
            UPDATE purchase SET returned_at = :now
            WHERE ticket IN (:tickets) AND returned_at IS NULL AND payment_due_at <= :now
            """)
    long markReturned(Collection<String> tickets, Instant now);
}
