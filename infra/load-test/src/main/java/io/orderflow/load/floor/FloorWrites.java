package io.orderflow.load.floor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;

/** One connection's statements: what order-service writes for an order, in the same order, and one commit. */
final class FloorWrites implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement fence;
    private final PreparedStatement order;
    private final PreparedStatement line;

    FloorWrites(Connection connection) throws SQLException {
        this.connection = connection;
        this.fence = connection.prepareStatement("INSERT INTO tx_fence (tx_id, outcome) VALUES (?, ?)");
        this.order = connection.prepareStatement("""
                INSERT INTO orders (id, customer_id, idempotency_key, request_hash, status, total, currency, placed_at,
                  seen_at, resend_after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """);
        this.line = connection.prepareStatement(
                "INSERT INTO order_line (order_id, line_no, sku, quantity, unit_price) VALUES (?, ?, ?, ?, ?)");
    }

    void write(FloorOrder placed) throws SQLException {
        try {
            insert(placed);
            connection.commit();
        } catch (SQLException failed) {
            connection.rollback();
            throw failed;
        }
    }

    private void insert(FloorOrder placed) throws SQLException {
        fence.setString(1, placed.txId());
        fence.setString(2, "COMMITTED");
        fence.executeUpdate();
        order.setString(1, placed.id());
        order.setString(2, placed.customer());
        order.setString(3, placed.id());
        order.setString(4, "0".repeat(64));
        order.setString(5, "PLACED");
        order.setLong(6, FloorOrder.TOTAL);
        order.setString(7, "EUR");
        order.setTimestamp(8, Timestamp.from(placed.placedAt()));
        order.setTimestamp(9, null);
        order.setTimestamp(10, Timestamp.from(placed.placedAt().plusSeconds(120)));
        order.executeUpdate();
        line(placed, 1, FloorOrder.SKU_1, FloorOrder.PRICE_1);
        line(placed, 2, FloorOrder.SKU_2, FloorOrder.PRICE_2);
        line.executeBatch();
    }

    private void line(FloorOrder placed, int number, String sku, long price) throws SQLException {
        line.setString(1, placed.id());
        line.setInt(2, number);
        line.setString(3, sku);
        line.setInt(4, 1);
        line.setLong(5, price);
        line.addBatch();
    }

    /** What the check-back asks. */
    boolean committed(String txId) throws SQLException {
        try (var select = connection.prepareStatement("SELECT 1 FROM tx_fence WHERE tx_id = ?")) {
            select.setString(1, txId);
            try (var row = select.executeQuery()) {
                return row.next();
            }
        } finally {
            connection.rollback();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
