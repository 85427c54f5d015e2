package io.orderflow.seckill.sale;

import io.orderflow.seckill.TicketId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every sale that was created. The row decides what is wanted and which epoch it is. */
@Singleton
public class Sales {

    private final SaleRows rows;
    private final RequestStock requestStock;
    private final SaleSignals signals;
    private final SaleSettings settings;
    private final Clock clock;

    Sales(SaleRows rows, RequestStock requestStock, SaleSignals signals, SaleSettings settings, Clock clock) {
        this.rows = rows;
        this.requestStock = requestStock;
        this.signals = signals;
        this.settings = settings;
        this.clock = clock;
    }

    public Optional<Sale> find(long id) {
        return rows.findById(id);
    }

    /** Sales that are not closed, and those closed so lately that their tickets may still wait. */
    public List<Sale> active() {
        return rows.onBoard(clock.instant().minus(settings.onBoardAfterClosing()));
    }

    /**
     * What Redis has of the old epoch is not to be relied on any more; a new one begins and order-service is asked for its
     * stock. The sale comes back by itself.
     *
     * @return false if it is not in {@code oldEpoch}: another instance was faster
     */
    public boolean beginEpoch(long saleId, int oldEpoch) {
        if (rows.beginEpoch(saleId, oldEpoch, TicketId.MAX_EPOCH) == 0) {
            return false;
        }
        rows.findById(saleId).ifPresent(requestStock::askForStock);
        signals.changed(saleId);
        return true;
    }

    /** At most {@code limit} sales, newest first, all of them older than sale {@code before}. */
    List<Sale> page(long before, int limit) {
        return rows.page(before, limit);
    }

    Sale create(Sale terms) {
        var sale = store(terms);
        requestStock.askForStock(sale);
        return sale;
    }

    @Transactional
    Sale store(Sale terms) {
        rows.save(terms);
        return rows.findById(rows.savedId()).orElseThrow();
    }

    boolean none() {
        return rows.total() == 0;
    }

    /** @return false if it is in none of the phases {@code from} */
    boolean move(long id, Set<Sale.Phase> from, Sale.Phase to) {
        return rows.move(id, from, to) == 1;
    }

    /** Closing what is closed changes nothing. */
    void close(long id, Instant now) {
        rows.close(id, now);
    }

    /** What is null stays. @return false if it is closed */
    @Transactional
    boolean retune(long id, @Nullable Integer queueBound, @Nullable Integer admissionRate) {
        rows.retune(id, queueBound, admissionRate);
        return rows.findById(id).map(sale -> sale.phase() != Sale.Phase.CLOSED).orElse(false);
    }
}
