package io.orderflow.messaging.consume;

import io.orderflow.messaging.Database;
import io.orderflow.messaging.Transactions;
import java.io.PrintWriter;
import java.io.StringWriter;

/** {@link FailureJournal} in table {@code delivery_failure} of the service's own schema. */
public final class JdbcFailureJournal implements FailureJournal {

    // The columns'. What a sender chose may be longer, and is cut; a group is never longer than its column.
    private static final int TOPIC_LENGTH = 128;
    private static final int TAG_LENGTH = 64;
    private static final int KEY_LENGTH = 128;
    private static final int ID_LENGTH = 64;
    private static final int CLASS_LENGTH = 255;
    private static final int REASON_LENGTH = 1_000;
    private static final int STACK_LENGTH = 16_000;

    private static final String COLUMNS =
            "consumer_group, message_id, attempt, topic, tag, message_key, disposition, exception, reason, stack_trace";

    private final Transactions transactions;

    public JdbcFailureJournal(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void record(Delivery delivery, Exception failure, Settlement next) throws Exception {
        transactions.inTransaction(connection -> {
            try (var insert = connection.prepareStatement(insertOrReplace(Database.of(connection)))) {
                insert.setString(1, delivery.group());
                insert.setString(2, cut(delivery.messageId(), ID_LENGTH));
                insert.setInt(3, delivery.attempt());
                insert.setString(4, cut(delivery.topic(), TOPIC_LENGTH));
                insert.setString(5, cut(delivery.tag(), TAG_LENGTH));
                insert.setString(6, cut(delivery.key(), KEY_LENGTH));
                insert.setString(7, next instanceof Settlement.DeadLetter ? "DEAD_LETTER" : "REDELIVER");
                insert.setString(8, cut(failure.getClass().getName(), CLASS_LENGTH));
                insert.setString(9, cut(String.valueOf(failure.getMessage()), REASON_LENGTH));
                insert.setString(10, cut(stackTrace(failure), STACK_LENGTH));
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public void verify() throws Exception {
        transactions.inTransaction(connection -> {
            Database.of(connection);
            try (var select = connection.prepareStatement("SELECT " + COLUMNS + " FROM delivery_failure WHERE 1 = 0")) {
                return select.execute();
            }
        });
    }

    /** Parameters: {@link #COLUMNS}. */
    private static String insertOrReplace(Database database) {
        String row = "delivery_failure (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        return switch (database) {
            case MYSQL -> "INSERT INTO " + row + """
                     AS new ON DUPLICATE KEY UPDATE disposition = new.disposition, exception = new.exception,
                      reason = new.reason, stack_trace = new.stack_trace
                    """;
            case POSTGRESQL -> "INSERT INTO " + row + """
                     ON CONFLICT (consumer_group, message_id, attempt) DO UPDATE SET disposition = excluded.disposition,
                      exception = excluded.exception, reason = excluded.reason, stack_trace = excluded.stack_trace
                    """;
            case H2 -> "MERGE INTO " + row.replace(" VALUES", " KEY (consumer_group, message_id, attempt) VALUES");
        };
    }

    private static String stackTrace(Exception failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** To its column's length, and without the one character that PostgreSQL has in no text. */
    private static String cut(String text, int length) {
        String storable = text.replace('\0', '\uFFFD');
        return storable.length() <= length ? storable : storable.substring(0, length);
    }
}
