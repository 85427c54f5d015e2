package io.orderflow.dashboard.order;

import io.orderflow.dashboard.journal.Gap;
import io.orderflow.dashboard.page.ParallelQueries;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that could be learned about one key.
 *
 * @param id what was asked for: an order's id, a ticket, or another message's key
 * @param order empty if order-service knows none, or does not answer
 * @param travelledIn keys of the messages that it shared with others
 * @param carries keys that travelled under this one
 * @param copies the messages themselves, as the broker still has them
 * @param gaps what the journal lacks of that time
 * @param failing sources that did not answer, and why
 */
record OrderHistory(
        String id,
        Optional<KnownOrder> order,
        List<String> travelledIn,
        List<String> carries,
        Timeline timeline,
        List<ConsumerProgress> progress,
        List<Copy> copies,
        List<Gap> gaps,
        List<ParallelQueries.Failing> failing) {

    /** A message as the broker has it. {@code body} is whatever the sender wrote. */
    record Copy(String topic, String tag, String messageId, Instant storedAt, String properties, String body) {}

    /** All sources answered, and none knows anything. */
    boolean isUnknown() {
        return order.isEmpty() && timeline.isEmpty() && copies.isEmpty() && failing.isEmpty();
    }

    /** What the page is notified about, for its {@code data-live}. */
    String subjects() {
        var subjects = new StringBuilder("dead-letters order:").append(id);
        travelledIn.forEach(key -> subjects.append(" order:").append(key));
        return subjects.toString();
    }

    /** What an open page fetches again. */
    String address() {
        return OrderLink.to(id) + "/path";
    }

    String customerAddress() {
        return OrderLink.toSearch(order.map(KnownOrder::customerId).orElse(""));
    }
}
