package io.orderflow.dashboard.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing on the timeline.
 *
 * @param at when it began
 * @param lane whose it is: a service, or {@link #BROKER}, {@link #OPERATOR}
 * @param outcome an {@link StepOutcome}'s name, an HTTP status, or an operator's action
 * @param group consumer group; null if it was not consumed
 * @param attempt of a delivery or a check-back; 0 for everything else
 * @param took null if it was not measured
 * @param nextAt when a delivery comes again at the earliest
 * @param facts by the key of their name; only what there is
 */
record Step(
        Instant at,
        String lane,
        Kind kind,
        String outcome,
        @Nullable String group,
        int attempt,
        @Nullable Duration took,
        @Nullable Instant nextAt,
        @Nullable Failure failure,
        Map<String, String> facts) {

    static final String BROKER = "rocketmq";
    static final String OPERATOR = "operator";

    private static final int CLIENT_ERROR = 400;

    /** @param reason its message, perhaps empty */
    record Failure(String exception, String reason, String stack) {

        String shortName() {
            return exception.substring(exception.lastIndexOf('.') + 1);
        }

        /** What there is to read: a dead letter whose stack was not reported has none. */
        String text() {
            return stack.isEmpty() ? exception + ": " + reason : stack;
        }
    }

    Step {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    Optional<StepOutcome> ending() {
        for (var known : StepOutcome.values()) {
            if (known.name().equals(outcome)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** {@code good}, {@code warn}, {@code bad}, {@code stopped} for a duplicate that did no harm, or {@code plain}. */
    String look() {
        if (kind == Kind.HTTP_REQUEST) {
            return status() < CLIENT_ERROR ? "good" : "bad";
        }
        return ending().map(StepOutcome::look).orElse("plain");
    }

    /** Names the step for scripts and links; the same for the same step at every look. */
    String id() {
        return "step-%s-%s-%08x"
                .formatted(
                        Long.toString(at.toEpochMilli(), Character.MAX_RADIX),
                        kind,
                        Objects.hash(at, lane, outcome, group, attempt, facts));
    }

    /** Number of the dead letter that this is about. */
    @Nullable
    String letter() {
        return facts.get("letter");
    }

    /** Whether the group has taken the message, now or before. */
    boolean isTaken() {
        return kind == Kind.DELIVERY
                && ending().map(ending -> switch (ending) {
                            case APPLIED, ALREADY_CLAIMED, ALREADY_STORED -> true;
                            default -> false;
                        })
                        .orElse(false);
    }

    Step with(Failure cause) {
        return new Step(at, lane, kind, outcome, group, attempt, took, nextAt, cause, facts);
    }

    private int status() {
        try {
            return Integer.parseInt(outcome);
        } catch (NumberFormatException noStatus) {
            return CLIENT_ERROR;
        }
    }
}
