package io.orderflow.dashboard.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an order stands with one consumer.
 *
 * @param since when that became so; null if nothing happened yet
 * @param attempt the last one that failed; 0 if none did
 * @param nextAt when it is tried again, if known
 */
record ConsumerProgress(
        String group,
        State state,
        @Nullable Instant since,
        int attempt,
        @Nullable Instant nextAt) {

    enum State {
        APPLIED("light-ok"),
        RETRYING("light-settling"),
        DEAD_LETTER("light-bad"),
        REDELIVERED("light-settling"),
        DISCARDED("light-bad"),
        NOT_YET("light-unknown");

        private final String light;

        State(String light) {
            this.light = light;
        }

        String light() {
            return light;
        }

        boolean isOpen() {
            return this != APPLIED && this != DISCARDED;
        }
    }

    /** The consumer groups of every placed order. */
    static final List<String> OF_EVERY_ORDER =
            List.of("points-service", "coupon-service", "notify-service", "order-delivery-audit");

    /**
     * @param expected groups of which silence is worth showing
     * @param steps in time
     */
    static List<ConsumerProgress> of(List<String> expected, List<Step> steps) {
        Set<String> groups = new LinkedHashSet<>(expected);
        steps.stream().map(Step::group).filter(Objects::nonNull).forEach(groups::add);
        List<ConsumerProgress> all = new ArrayList<>();
        for (var group : groups) {
            all.add(of(group, steps));
        }
        return all;
    }

    private static ConsumerProgress of(String group, List<Step> steps) {
        var progress = new ConsumerProgress(group, State.NOT_YET, null, 0, null);
        for (var step : steps) {
            if (group.equals(step.group())) {
                progress = progress.after(step);
            }
        }
        return progress;
    }

    private ConsumerProgress after(Step step) {
        // What is applied stays applied: the effect is in the database, whatever is redelivered.
        if (state == State.APPLIED) {
            return this;
        }
        return switch (step.kind()) {
            case EFFECT -> now(State.APPLIED, step);
            case DELIVERY -> afterDelivery(step);
            case DEAD_LETTER -> afterLetter(step);
            case HTTP_REQUEST,
                    GROUP,
                    HALF_MESSAGE,
                    LOCAL_TRANSACTION,
                    FENCE,
                    END_TRANSACTION,
                    CHECK_BACK,
                    SEND,
                    STORED,
                    OPERATOR -> this;
        };
    }

    private ConsumerProgress afterDelivery(Step step) {
        if (step.isTaken()) {
            return now(State.APPLIED, step);
        }
        return step.ending()
                .map(ending -> switch (ending) {
                    case REDELIVER, LATER -> now(State.RETRYING, step);
                    case DEAD_LETTER, FAILED -> now(State.DEAD_LETTER, step);
                    default -> this;
                })
                .orElse(this);
    }

    /** As the dead-letter store calls its states. */
    private ConsumerProgress afterLetter(Step step) {
        return switch (step.facts().getOrDefault("state", "")) {
            case "RESOLVED" -> now(State.APPLIED, step);
            case "REDELIVERED" -> now(State.REDELIVERED, step);
            case "DISCARDED" -> now(State.DISCARDED, step);
            default -> now(State.DEAD_LETTER, step);
        };
    }

    private ConsumerProgress now(State state, Step step) {
        return new ConsumerProgress(
                group, state, step.at(), step.kind() == Kind.DELIVERY ? step.attempt() : attempt, step.nextAt());
    }
}
