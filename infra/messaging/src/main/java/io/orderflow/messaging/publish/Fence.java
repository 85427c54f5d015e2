package io.orderflow.messaging.publish;

import io.orderflow.messaging.Database;
import io.orderflow.messaging.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides the race between a local transaction and the check-back that asks about it.
 *
 * <p>Both sides insert the same primary key into {@code tx_fence}, in the service's own schema: the local transaction {@code
 * COMMITTED} as its first statement, the check-back {@code ABANDONED} in a transaction of its own. The database lets one of
 * them in. If the first is still open, the second waits for it to end, so no answer is ever given about a transaction that may
 * still commit. Each {@link Database} does so.
 */
public final class Fence {

    /** What was decided about a transaction. Terminal: a row is never updated. */
    public enum Outcome {
        COMMITTED,
        ABANDONED
    }

    private static final int SWEEP_BATCH = 1_000;

    /** The class of SQL states for a key that is taken. By state: PostgreSQL's driver has one type of exception for all. */
    private static final String CONSTRAINT_VIOLATED = "23";

    private final Transactions transactions;

    public Fence(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Claims the fence for the local transaction that is open on {@code connection}.
     *
     * @throws TransactionAbandonedException if the check-back was there first
     */
    void commit(Connection connection, String txId) throws SQLException {
        try {
            insert(connection, txId, Outcome.COMMITTED);
        } catch (SQLException taken) {
            if (!isTaken(taken)) {
                throw taken;
            }
            var abandoned = new TransactionAbandonedException(txId);
            abandoned.initCause(taken);
            throw abandoned;
        }
    }

    /** The fence's current row; a transaction that is still open does not show. */
    Optional<Outcome> read(String txId) throws Exception {
        return transactions.inTransaction(connection -> read(connection, txId));
    }

    /**
     * Gives {@code txId} up unless it is committed. Waits for a transaction that holds the fence open, up to the
     * database's lock-wait timeout.
     *
     * @return the terminal outcome, whichever side decided it
     * @throws Exception if the database did not answer or the wait timed out: nothing is decided
     */
    Outcome abandon(String txId) throws Exception {
        try {
            transactions.inTransaction(connection -> insert(connection, txId, Outcome.ABANDONED));
            return Outcome.ABANDONED;
        } catch (SQLException decidedBefore) {
            if (!isTaken(decidedBefore)) {
                throw decidedBefore;
            }
            return read(txId).orElseThrow(() -> decidedBefore);
        }
    }

    /**
     * Removes rows older than {@code retention}, which must exceed the time for which a broker can still ask (half
     * messages live as long as the broker keeps its files, 72 hours by default).
     *
     * @return how many rows were removed
     */
    public int sweep(Duration retention) throws Exception {
        int removed = 0;
        int batch;
        do {
            batch = transactions.inTransaction(connection -> {
                try (var delete = connection.prepareStatement(deleteOlderThan(Database.of(connection)))) {
                    delete.setLong(1, retention.toSeconds());
                    delete.setInt(2, SWEEP_BATCH);
                    return delete.executeUpdate();
                }
            });
            removed += batch;
        } while (batch == SWEEP_BATCH);
        return removed;
    }

    /** Parameters: seconds, rows. */
    private static String deleteOlderThan(Database database) {
        return switch (database) {
            case MYSQL -> "DELETE FROM tx_fence WHERE decided_at < CURRENT_TIMESTAMP(3) - INTERVAL ? SECOND LIMIT ?";
            case POSTGRESQL -> """
                    DELETE FROM tx_fence WHERE tx_id IN
                      (SELECT tx_id FROM tx_fence WHERE decided_at < CURRENT_TIMESTAMP - ? * INTERVAL '1' SECOND LIMIT ?)
                    """;
            case H2 -> "DELETE FROM tx_fence WHERE decided_at < DATEADD(SECOND, -?, CURRENT_TIMESTAMP) LIMIT ?";
        };
    }

    /** Writes nothing. Throws if the table can't be used, the database is none of {@link Database}, or it does not answer. */
    public void verify() throws Exception {
        transactions.inTransaction(connection -> {
            Database.of(connection);
            try (var select =
                    connection.prepareStatement("SELECT tx_id, outcome, decided_at FROM tx_fence WHERE 1 = 0")) {
                return select.execute();
            }
        });
    }

    private static boolean isTaken(SQLException refused) {
        String state = refused.getSQLState();
        return state != null && state.startsWith(CONSTRAINT_VIOLATED);
    }

    private static int insert(Connection connection, String txId, Outcome outcome) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO tx_fence (tx_id, outcome) VALUES (?, ?)")) {
            insert.setString(1, txId);
            insert.setString(2, outcome.name());
            return insert.executeUpdate();
        }
    }

    private static Optional<Outcome> read(Connection connection, String txId) throws SQLException {
        try (var select = connection.prepareStatement("SELECT outcome FROM tx_fence WHERE tx_id = ?")) {
            select.setString(1, txId);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(Outcome.valueOf(rows.getString(1))) : Optional.empty();
            }
        }
    }
}
