package io.orderflow.seckill.sale;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code sale}. Each call is a transaction of its own, unless one is open: connections don't commit by themselves.
 * Every change of a row raises its version, which orders what was read.
 */
@JdbcRepository(dialect = Dialect.MYSQL)
@Transactional
interface SaleRows extends GenericRepository<Sale, Long> {

    void save(Sale sale);

    /** Of the row that this transaction has saved. */
    @Query("SELECT LAST_INSERT_ID()")
    long savedId();

    Optional<Sale> findById(long id);

    @Query("SELECT COUNT(*) FROM sale")
    long total();

    @Query("SELECT * FROM sale WHERE id < :before ORDER BY id DESC LIMIT :limit")
    List<Sale> page(long before, int limit);

    @Query("SELECT * FROM sale WHERE phase <> 'CLOSED' OR closed_at > :closedAfter ORDER BY id")
    List<Sale> onBoard(Instant closedAfter);

    @Query("""
            UPDATE sale SET version = version + 1, epoch = epoch + 1, warming_sent_at = NULL, warming_refused = NULL
            WHERE id = :id AND epoch = :oldEpoch AND epoch < :maxEpoch
            """)
    long beginEpoch(long id, int oldEpoch, int maxEpoch);

    @Query("UPDATE sale SET version = version + 1, warming_sent_at = :at WHERE id = :id AND epoch = :epoch")
    long warmingSent(long id, int epoch, Instant at);

    @Query(
            "UPDATE sale SET version = version + 1, warm_epoch = :epoch, warming_refused = NULL WHERE id = :id AND epoch = :epoch")
    long warm(long id, int epoch);

    @Query("""
            UPDATE sale SET version = version + 1, warming_refused = :reason
            WHERE id = :id AND epoch = :epoch AND warm_epoch <> :epoch AND warming_refused IS NULL
            """)
    long refuse(long id, int epoch, String reason);

    @Query("UPDATE sale SET version = version + 1, phase = :to WHERE id = :id AND phase IN (:from)")
    long move(long id, Collection<Sale.Phase> from, Sale.Phase to);

    @Query(
            "UPDATE sale SET version = version + 1, phase = 'CLOSED', closed_at = :at WHERE id = :id AND phase <> 'CLOSED'")
    long close(long id, Instant at);

    /** What is null stays. */
    @Query("""
            UPDATE sale SET version = version + 1, queue_bound = COALESCE(:queueBound, queue_bound), admission_rate = COALESCE(:admissionRate, admission_rate)
            WHERE id = :id AND phase <> 'CLOSED'
            """)
    long retune(long id, @Nullable Integer queueBound, @Nullable Integer admissionRate);
}
