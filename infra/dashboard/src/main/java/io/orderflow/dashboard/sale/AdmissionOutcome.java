package io.orderflow.dashboard.sale;

import java.util.Arrays;

/** The answers to purchase attempts, as the gateway counts them. */
enum AdmissionOutcome {
    TICKET("ticket", "Ticket"),
    SOLD_OUT("sold-out", "SoldOut"),
    FULL("full", "QueueFull"),
    LIMIT("limit", "LimitReached"),
    TOO_FAST("too-fast", "RateLimited"),
    OTHER("other", "");

    private final String word;
    private final String outcome;

    AdmissionOutcome(String word, String outcome) {
        this.word = word;
        this.outcome = outcome;
    }

    /** As in texts and in the series. */
    String word() {
        return word;
    }

    static AdmissionOutcome of(String outcome) {
        return Arrays.stream(values())
                .filter(each -> each.outcome.equals(outcome))
                .findFirst()
                .orElse(OTHER);
    }
}
