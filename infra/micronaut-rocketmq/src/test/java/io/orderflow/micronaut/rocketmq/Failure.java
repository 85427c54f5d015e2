package io.orderflow.micronaut.rocketmq;

import io.orderflow.messaging.Transactions;
import java.util.ArrayList;
import java.util.List;

/** A row of {@code delivery_failure}. */
record Failure(String messageId, int attempt, String disposition, String reason) {

    static List<Failure> of(TestApplication application, String key) {
        try {
            return application.bean(Transactions.class).inTransaction(connection -> {
                try (var select = connection.prepareStatement(
                        "SELECT message_id, attempt, disposition, reason FROM delivery_failure WHERE message_key = ? ORDER BY attempt")) {
                    select.setString(1, key);
                    List<Failure> found = new ArrayList<>();
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new Failure(
                                    rows.getString(1), rows.getInt(2), rows.getString(3), rows.getString(4)));
                        }
                    }
                    return found;
                }
            });
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
