package io.orderflow.order.sale;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;

/** Rows of {@code sale}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface SaleRows extends GenericRepository<Sale, Long> {

    @Query("SELECT * FROM sale WHERE id IN (:ids)")
    List<Sale> withIds(Collection<Long> ids);

    @Query("SELECT * FROM sale ORDER BY id DESC LIMIT :count")
    List<Sale> latest(int count);

    /** Leaves a sale that exists as it is. */
    @Query("""
            INSERT INTO sale
              (id, epoch, epoch_available, sku, price, currency, units, available, reserved, sold,
               limit_per_customer, payment_window_seconds)
            VALUES (:id, :epoch, :epochAvailable, :sku, :price, :currency, :units, :available, :reserved, :sold,
              :limitPerCustomer, :paymentWindowSeconds)
            ON DUPLICATE KEY UPDATE id = id
            """)
    void insertIfAbsent(Sale sale);

    @Query("SELECT * FROM sale WHERE id = :id FOR UPDATE")
    Sale lock(long id);

    @Query("UPDATE sale SET epoch = :epoch, epoch_available = available WHERE id = :id")
    long beginEpoch(long id, int epoch);

    @Query("""
            UPDATE sale SET available = available - :units, reserved = reserved + :units
            WHERE id = :id AND epoch = :epoch AND available >= :units
            """)
    long reserve(long id, int epoch, long units);

    @Query("""
            UPDATE sale SET available = available - :units, sold = sold + :units
            WHERE id = :id AND epoch = :epoch AND available >= :units
            """)
    long sell(long id, int epoch, long units);

    @Query("""
            UPDATE sale SET available = available + :units, reserved = reserved - :units
            WHERE id = :id AND epoch = :epoch
            """)
    long giveBack(long id, int epoch, long units);
}
