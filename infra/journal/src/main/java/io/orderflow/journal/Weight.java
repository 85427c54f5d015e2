package io.orderflow.journal;

import io.orderflow.journal.entry.JournalEntry;

/** About how many characters an entry takes in a message. */
final class Weight {

    private static final int NAMES_AND_NUMBERS = 500;

    private Weight() {}

    static int of(JournalEntry entry) {
        int weight = NAMES_AND_NUMBERS;
        for (String key : entry.keys()) {
            weight += key.length();
        }
        var failure = entry.failure();
        return failure == null ? weight : weight + failure.stack().length();
    }
}
