package io.orderflow.dashboard.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One story of what several sources know. A step that is reported twice appears once.
 *
 * @param lanes of the participants, in the order of the columns
 * @param moments by time; what happened close together is one moment
 */
record Timeline(List<String> lanes, List<Moment> moments) {

    /** A pause that is worth showing. */
    private static final Duration PAUSE = Duration.ofMillis(400);

    private static final Comparator<Step> IN_TIME =
            Comparator.comparing(Step::at).thenComparing(Step::kind);

    /** @param after the timeline's first step */
    record Moment(Duration after, List<Step> steps) {

        String afterText() {
            return Times.after(after);
        }
    }

    private record Attempt(String group, String messageId, int attempt) {}

    static Timeline of(List<Step> told, List<FailedAttempt> failed) {
        var steps = new ArrayList<>(merged(told, failed));
        steps.sort(IN_TIME);
        return new Timeline(lanes(steps), moments(steps));
    }

    List<Step> steps() {
        return moments.stream().flatMap(moment -> moment.steps().stream()).toList();
    }

    boolean isEmpty() {
        return moments.isEmpty();
    }

    /** From 1. */
    int column(String lane) {
        return lanes.indexOf(lane) + 1;
    }

    Instant begin() {
        return moments.getFirst().steps().getFirst().at();
    }

    private static List<Step> merged(List<Step> told, List<FailedAttempt> failed) {
        Map<Attempt, FailedAttempt> left = new HashMap<>();
        failed.forEach(attempt ->
                left.putIfAbsent(new Attempt(attempt.group(), attempt.messageId(), attempt.attempt()), attempt));
        List<Step> merged = new ArrayList<>();
        for (var step : told) {
            var durable = step.kind() == Kind.DELIVERY && step.group() != null
                    ? left.remove(
                            new Attempt(step.group(), step.facts().getOrDefault("message-id", ""), step.attempt()))
                    : null;
            merged.add(durable == null || step.failure() != null ? step : step.with(durable.failure()));
        }
        left.values().forEach(attempt -> merged.add(attempt.step()));
        return merged;
    }

    private static List<String> lanes(List<Step> steps) {
        Set<String> present = new LinkedHashSet<>();
        steps.forEach(step -> present.add(step.lane()));
        Set<String> ordered = new LinkedHashSet<>();
        for (var service : Service.values()) {
            if (present.contains(service.title())) {
                ordered.add(service.title());
            }
        }
        ordered.addAll(present);
        return List.copyOf(ordered);
    }

    private static List<Moment> moments(List<Step> steps) {
        List<Moment> moments = new ArrayList<>();
        List<Step> open = new ArrayList<>();
        for (var step : steps) {
            if (!open.isEmpty() && step.at().isAfter(open.getLast().at().plus(PAUSE))) {
                moments.add(moment(steps, open));
                open = new ArrayList<>();
            }
            open.add(step);
        }
        if (!open.isEmpty()) {
            moments.add(moment(steps, open));
        }
        return moments;
    }

    private static Moment moment(List<Step> all, List<Step> together) {
        return new Moment(
                Duration.between(all.getFirst().at(), together.getFirst().at()), List.copyOf(together));
    }
}
