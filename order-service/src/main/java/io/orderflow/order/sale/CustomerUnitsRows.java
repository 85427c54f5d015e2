package io.orderflow.order.sale;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Rows of {@code sale_customer}. The table's own check keeps the limit. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface CustomerUnitsRows extends GenericRepository<CustomerUnits, CustomerUnits.Id> {

    @Query("""
            INSERT INTO sale_customer (sale_id, customer_id, units, unit_limit)
            VALUES (:id.saleId, :id.customerId, :units, :unitLimit) AS new
            ON DUPLICATE KEY UPDATE units = sale_customer.units + new.units
            """)
    void add(List<CustomerUnits> rows);

    @Query("""
            UPDATE sale_customer SET units = units - :units
            WHERE sale_id = :id.saleId AND customer_id = :id.customerId
            """)
    void subtract(List<CustomerUnits> rows);
}
