package io.orderflow.order.purchase;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;

/** Rows of {@code purchase}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface PurchaseRows extends GenericRepository<PurchaseRow, String> {

    @Query("""
            SELECT ticket, sale_id, epoch, customer_id, quantity, decision, reason, decided_at, payment_due_at
            FROM purchase WHERE ticket IN (:tickets)
            """)
    List<PurchaseRow> withTickets(Collection<String> tickets);

    void saveAll(List<PurchaseRow> purchases);
}
