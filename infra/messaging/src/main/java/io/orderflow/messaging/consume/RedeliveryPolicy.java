package io.orderflow.messaging.consume;

import java.time.Duration;
import java.util.Optional;

/**
 * How often and when a failed delivery comes back, as a sentence: {@code
 * RedeliveryPolicy.times(5).first(ofSeconds(1)).growingBy(2).upTo(ofMinutes(1))}, then dead letter.
 *
 * @param times redeliveries after the first delivery; 0 sends the first failure to the dead letters
 * @param first delay before the first redelivery
 * @param factor what each delay is multiplied by to get the next, at least 1
 * @param longest no delay exceeds it
 */
public record RedeliveryPolicy(int times, Duration first, double factor, Duration longest) {

    public RedeliveryPolicy {
        if (times < 0 || first.isNegative() || !(factor >= 1) || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "times >= 0, 0 <= first <= longest and factor >= 1 are needed; got times %d, first %s, factor %s, longest %s"
                            .formatted(times, first, factor, longest));
        }
    }

    public static RedeliveryPolicy times(int times) {
        return new RedeliveryPolicy(times, Duration.ofSeconds(1), 1, Duration.ofSeconds(1));
    }

    public RedeliveryPolicy first(Duration delay) {
        return new RedeliveryPolicy(times, delay, factor, delay.compareTo(longest) > 0 ? delay : longest);
    }

    public RedeliveryPolicy growingBy(double factor) {
        return new RedeliveryPolicy(times, first, factor, longest);
    }

    public RedeliveryPolicy upTo(Duration longest) {
        return new RedeliveryPolicy(times, first, factor, longest);
    }

    /**
     * @param attempt the delivery that failed, 1 for the first
     * @return when to deliver again; empty if this was the last attempt
     */
    public Optional<Duration> afterFailureOf(int attempt) {
        return attempt > times ? Optional.empty() : Optional.of(delayAfter(attempt));
    }

    /** The delay after {@code attempt}, whether or not attempts are left. */
    Duration delayAfter(int attempt) {
        double millis = first.toMillis() * Math.pow(factor, attempt - 1.0);
        return millis >= longest.toMillis() ? longest : Duration.ofMillis(Math.round(millis));
    }
}
