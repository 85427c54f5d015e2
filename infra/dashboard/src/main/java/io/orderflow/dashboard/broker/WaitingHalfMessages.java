package io.orderflow.dashboard.broker;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Half messages without an end that the broker has noted. It notes ends in batches, so one that has just ended counts for a
 * moment longer.
 *
 * @param count of all
 * @param first the oldest ones, at most 200
 * @param most checks, after which a half message is thrown away
 */
public record WaitingHalfMessages(long count, List<HalfMessage> first, int most) {

    public WaitingHalfMessages {
        first = List.copyOf(first);
    }

    public Optional<Instant> oldest() {
        return first.stream().map(HalfMessage::bornAt).min(Comparator.naturalOrder());
    }
}
