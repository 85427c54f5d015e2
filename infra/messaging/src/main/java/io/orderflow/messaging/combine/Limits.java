package io.orderflow.messaging.combine;

/**
 * Bounds of a {@link Combiner}.
 *
 * @param capacity members that may wait for a call or be in one; one more is refused at once
 * @param callsAtOnce calls that may be under way
 * @param membersPerCall the largest group
 * @param weightPerCall a group gets no further member once it weighs this much, so it weighs less than this plus its last member
 */
public record Limits(int capacity, int callsAtOnce, int membersPerCall, long weightPerCall) {

    public Limits {
        if (capacity < 1 || callsAtOnce < 1 || membersPerCall < 1 || weightPerCall < 1) {
            throw new IllegalArgumentException(
                    "Each limit is at least 1; got capacity %d, calls at once %d, members per call %d, weight per call %d"
                            .formatted(capacity, callsAtOnce, membersPerCall, weightPerCall));
        }
    }
}
