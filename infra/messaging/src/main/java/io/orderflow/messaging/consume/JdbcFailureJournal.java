package io.orderflow.messaging.consume;

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

    private final Transactions transactions;

    public JdbcFailureJournal(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void record(Delivery delivery, Exception failure, Settlement next) throws Exception {
        transactions.inTransaction(connection -> {
            try (var insert = connection.prepareStatement("""
                    INSERT INTO delivery_failure
                      (consumer_group, message_id, attempt, topic, tag, message_key, disposition, exception, reason, stack_trace)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS new
                    ON DUPLICATE KEY UPDATE disposition = new.disposition, exception = new.exception,
                      reason = new.reason, stack_trace = new.stack_trace
                    """)) {
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
            try (var select = connection.prepareStatement("""
                    SELECT consumer_group, message_id, attempt, topic, tag, message_key, disposition, exception, reason, stack_trace
                    FROM delivery_failure WHERE 1 = 0
                    """)) {
                return select.execute();
            }
        });
    }

    private static String stackTrace(Exception failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
