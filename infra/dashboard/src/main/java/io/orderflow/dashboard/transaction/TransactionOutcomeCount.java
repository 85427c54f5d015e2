package io.orderflow.dashboard.transaction;

import io.orderflow.dashboard.counter.Sample;
import java.util.Arrays;
import java.util.Optional;

/** What a service counts about ends of transactions. */
enum TransactionOutcomeCount {
    COMMITTED("committed", "rocketmq_publish_seconds_count", "outcome", "committed"),
    ROLLED_BACK("rolled-back", "rocketmq_publish_seconds_count", "outcome", "rolled-back"),
    UNKNOWN("unknown", "rocketmq_publish_seconds_count", "outcome", "unknown"),
    CHECKED_COMMIT("check-commit", "rocketmq_check_back_total", "answer", "commit"),
    CHECKED_ROLLBACK("check-rollback", "rocketmq_check_back_total", "answer", "rollback"),
    CHECKED_UNKNOWN("check-unknown", "rocketmq_check_back_total", "answer", "unknown");

    private final String word;
    private final String counter;
    private final String label;
    private final String value;

    TransactionOutcomeCount(String word, String counter, String label, String value) {
        this.word = word;
        this.counter = counter;
        this.label = label;
        this.value = value;
    }

    /** As in texts and in the database. */
    String word() {
        return word;
    }

    static Optional<TransactionOutcomeCount> of(Sample sample) {
        return Arrays.stream(values())
                .filter(each -> each.counter.equals(sample.name()) && each.value.equals(sample.label(each.label)))
                .findFirst();
    }

    static Optional<TransactionOutcomeCount> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
