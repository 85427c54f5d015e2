package io.orderflow.invariants;

import java.sql.Connection;
import java.sql.SQLException;

/** Where to read which deliveries were given up and are still waiting for an operator. */
public enum DeadLetters {
    /** The dashboard's store: it knows what an operator has done with each of them. */
    STORED {
        @Override
        String stands(Consumer consumer, String order) {
            return """
                    (SELECT 1 FROM dashboard.dead_letter d
                     WHERE d.message_key = %s AND d.consumer_group = '%s' AND d.state IN ('OPEN', 'REDELIVERED', 'FAILED_AGAIN'))
                    """.formatted(order, consumer.group());
        }
    },
    /** Each service's own journal, where no dashboard was ever started: it knows only that a delivery was given up. */
    JOURNALLED {
        @Override
        String stands(Consumer consumer, String order) {
            return """
                    (SELECT 1 FROM %s.delivery_failure d
                     WHERE d.message_key = %s AND d.consumer_group = '%s' AND d.disposition = 'DEAD_LETTER')
                    """.formatted(consumer.schema(), order, consumer.group());
        }
    };

    /** A subquery with a row if {@code consumer} has given {@code order} up and no operator has dealt with it yet. */
    abstract String stands(Consumer consumer, String order);

    public static DeadLetters knownTo(Connection auditor) throws SQLException {
        try (var select = auditor.prepareStatement(
                        "SELECT 1 FROM information_schema.tables WHERE table_schema = 'dashboard' AND table_name = 'dead_letter'");
                var row = select.executeQuery()) {
            return row.next() ? STORED : JOURNALLED;
        }
    }
}
