package io.orderflow.dashboard.sale;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.orderflow.dashboard.page.Snapshot;
import io.orderflow.dashboard.page.Source;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** order-service's rows of sales, read as a user without the right to write. One statement sees one moment. */
@Singleton
class StockRows {

    private static final int PATIENCE_SECONDS = 3;

    private static final String ONE = """
            SELECT units, available, reserved, sold, (
              SELECT COALESCE(SUM(quantity), 0) FROM orders.purchase
              WHERE sale_id = sale.id AND decision = 'ORDERED' AND returned_at IS NULL
            ) FROM orders.sale AS sale WHERE id = ?
            """;

    private static final String OVERSOLD = """
            SELECT id FROM orders.sale
            WHERE available < 0 OR reserved < 0 OR sold < 0 OR reserved + sold > units ORDER BY id DESC LIMIT 20
            """;

    private final DataSource database;
    private final Snapshot<List<String>> oversold;
    private final LoadingCache<String, Snapshot<Optional<Stock>>> stocks;

    StockRows(@Named("auditor") DataSource database) {
        // Each question takes a connection of its own, whatever transaction is open.
        this.database = DelegatingDataSource.unwrapDataSource(database);
        this.oversold = new Snapshot<>("The database, its sales", this::findOversold);
        this.stocks = Caffeine.newBuilder()
                .maximumSize(100)
                .expireAfterAccess(Duration.ofMinutes(1))
                .build(id -> new Snapshot<>("The database, sale " + id, () -> read(id)));
    }

    /** @return empty if order-service does not know such a sale */
    Source<Optional<Stock>> of(String saleId) {
        return stocks.get(saleId).now();
    }

    /** Ids of sales that promise more than they have. */
    Source<List<String>> oversold() {
        return oversold.now();
    }

    private Optional<Stock> read(String saleId) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(ONE)) {
            select.setQueryTimeout(PATIENCE_SECONDS);
            select.setString(1, saleId);
            try (var row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Stock(
                                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                        : Optional.empty();
            }
        }
    }

    private List<String> findOversold() throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(OVERSOLD)) {
            select.setQueryTimeout(PATIENCE_SECONDS);
            try (var rows = select.executeQuery()) {
                List<String> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return List.copyOf(ids);
            }
        }
    }
}
