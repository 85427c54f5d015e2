package io.orderflow.order;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Rows of {@code orders}. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface OrderRows extends GenericRepository<OrderRow, String> {

    void saveAll(List<OrderRow> orders);

    Optional<OrderRow> findByCustomerIdAndIdempotencyKey(String customerId, String idempotencyKey);

    @Query("SELECT * FROM orders WHERE customer_id IN (:customerIds) AND idempotency_key IN (:idempotencyKeys)")
    List<OrderRow> withKeys(Collection<String> customerIds, Collection<String> idempotencyKeys);

    Optional<OrderRow> findByIdAndCustomerId(String id, String customerId);

    /** The newest orders of a customer that are older than order {@code before}: ids grow with time. */
    @Query("SELECT * FROM orders WHERE customer_id = :customerId AND id < :before ORDER BY id DESC LIMIT :limit")
    List<OrderRow> page(String customerId, String before, int limit);

    @Query("SELECT * FROM orders WHERE id IN (:ids)")
    List<OrderRow> withIds(Collection<String> ids);

    @Query("UPDATE orders SET seen_at = :now WHERE id IN (:ids) AND seen_at IS NULL")
    long markSeen(Collection<String> ids, Instant now);

    /** Skips what another instance is about to send. */
    @Query("""
            SELECT id FROM orders WHERE seen_at IS NULL AND resend_after < :now
            ORDER BY resend_after LIMIT :limit FOR UPDATE SKIP LOCKED
            """)
    List<String> lockUnseen(Instant now, int limit);

    @Query("UPDATE orders SET status = 'EXPIRED' WHERE id IN (:ids) AND status = 'PLACED'")
    long expire(Collection<String> ids);

    @Query("UPDATE orders SET resend_after = :resendAfter WHERE id IN (:ids)")
    long postponeResend(Collection<String> ids, Instant resendAfter);
}
