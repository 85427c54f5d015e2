package io.orderflow.order;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;

/** Rows of {@code order_line}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface OrderLineRows extends GenericRepository<OrderLineRow, OrderLineRow.Id> {

    void saveAll(List<OrderLineRow> lines);

    @Query("SELECT * FROM order_line WHERE order_id IN (:orderIds) ORDER BY order_id, line_no")
    List<OrderLineRow> ofOrders(Collection<String> orderIds);
}
