package io.orderflow.seckill.result;

import io.orderflow.messaging.Transactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Every ticket that was decided. Decisions are final, with two exceptions. An unpaid order has expired, in whatever sequence
 * and however often its order and its expiry are received. And the gateway's own refusal, {@code unprocessable}, is replaced by
 * order-service's decision.
 */
@Singleton
class Tickets {

    private static final String ROW = """
            INSERT INTO ticket (id, sale_id, epoch, customer_id, quantity, status, reason, ordered, decided_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    /** Columns are set from left to right, so the one that is looked at comes last. */
    private static final String FIRST_WINS = ROW + """
             AS new ON DUPLICATE KEY UPDATE
              status = IF(ticket.reason = 'unprocessable', new.status, ticket.status),
              ordered = IF(ticket.reason = 'unprocessable', new.ordered, ticket.ordered),
              decided_at = IF(ticket.reason = 'unprocessable', new.decided_at, ticket.decided_at),
              reason = IF(ticket.reason = 'unprocessable', new.reason, ticket.reason)""";

    private static final String UNPAID_WINS = ROW + """
             AS new ON DUPLICATE KEY UPDATE
              status = new.status, reason = new.reason, ordered = new.ordered, decided_at = new.decided_at""";

    private final TicketRows rows;
    private final Transactions transactions;

    Tickets(TicketRows rows, Transactions transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    Optional<DecidedTicket> find(String id) {
        return rows.findById(id);
    }

    /** Those of them that are decided. */
    List<DecidedTicket> among(Collection<String> ids) {
        return rows.among(ids);
    }

    /** One transaction. Tickets that are known stay as they are. */
    void decided(List<DecidedTicket> tickets) throws Exception {
        transactions.inTransaction(connection -> insert(connection, FIRST_WINS, tickets));
    }

    /** One transaction. */
    void unpaid(List<DecidedTicket> tickets) throws Exception {
        transactions.inTransaction(connection -> insert(connection, UNPAID_WINS, tickets));
    }

    /** In the order of their ids, so that two such transactions never wait for each other in a circle. */
    private static int insert(Connection connection, String sql, List<DecidedTicket> tickets) throws SQLException {
        try (var insert = connection.prepareStatement(sql)) {
            for (var ticket : tickets.stream()
                    .sorted(Comparator.comparing(DecidedTicket::id))
                    .toList()) {
                bind(insert, ticket);
                insert.addBatch();
            }
            return insert.executeBatch().length;
        }
    }

    private static void bind(PreparedStatement insert, DecidedTicket ticket) throws SQLException {
        insert.setString(1, ticket.id());
        insert.setLong(2, ticket.saleId());
        insert.setInt(3, ticket.epoch());
        insert.setString(4, ticket.customerId());
        insert.setInt(5, ticket.quantity());
        insert.setString(6, ticket.status().name());
        insert.setString(7, ticket.reason());
        insert.setBoolean(8, ticket.ordered());
        insert.setTimestamp(9, Timestamp.from(ticket.decidedAt()));
    }
}
