package io.orderflow.order.sale;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.util.List;

/** Rows of {@code sale_customer}; the table's own check keeps the limit. Many rows, one round trip. */
@Singleton
class CustomerUnitsRows {

    private final JdbcOperations jdbc;

    CustomerUnitsRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes into the transaction that is open. */
    void add(List<CustomerUnits> rows) {
        jdbc.prepareStatement("""
                INSERT INTO sale_customer (sale_id, customer_id, units, unit_limit) VALUES (?, ?, ?, ?) AS new
                ON DUPLICATE KEY UPDATE units = sale_customer.units + new.units
                """, insert -> {
            for (CustomerUnits row : rows) {
                insert.setLong(1, row.saleId());
                insert.setString(2, row.customerId());
                insert.setInt(3, row.units());
                insert.setInt(4, row.unitLimit());
                insert.addBatch();
            }
            return insert.executeBatch();
        });
    }

    /** Writes into the transaction that is open. */
    void subtract(List<CustomerUnits> rows) {
        jdbc.prepareStatement("""
                UPDATE sale_customer SET units = units - ? WHERE sale_id = ? AND customer_id = ?
                """, update -> {
            for (CustomerUnits row : rows) {
                update.setInt(1, row.units());
                update.setLong(2, row.saleId());
                update.setString(3, row.customerId());
                update.addBatch();
            }
            return update.executeBatch();
        });
    }
}
