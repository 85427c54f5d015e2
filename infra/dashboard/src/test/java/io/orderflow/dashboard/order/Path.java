package io.orderflow.dashboard.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Steps of one order, some milliseconds after it began. */
final class Path {

    static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    private final List<Step> steps = new ArrayList<>();

    List<Step> steps() {
        return steps;
    }

    Path then(long millis, Kind kind, String outcome) {
        steps.add(step(millis, Service.ORDERS.title(), kind, outcome, null, 0, null, Map.of()));
        return this;
    }

    Path delivery(long millis, String group, int attempt, String outcome) {
        steps.add(step(
                millis,
                Service.titleOf(group),
                Kind.DELIVERY,
                outcome,
                group,
                attempt,
                outcome.equals("REDELIVER") ? BEGIN.plusMillis(millis + 1000) : null,
                Map.of("message-id", "M1")));
        return this;
    }

    Path letter(long millis, String group, String state) {
        steps.add(step(
                millis,
                Service.titleOf(group),
                Kind.DEAD_LETTER,
                "KEPT",
                group,
                3,
                null,
                Map.of("letter", "7", "state", state)));
        return this;
    }

    static FailedAttempt failed(long millis, String group, int attempt) {
        return new FailedAttempt(
                group,
                "M1",
                attempt,
                BEGIN.plusMillis(millis),
                "order-events",
                "placed",
                "o-1",
                "REDELIVER",
                new Step.Failure("java.lang.IllegalStateException", "out of tea", "the stack"));
    }

    private static Step step(
            long millis,
            String lane,
            Kind kind,
            String outcome,
            @Nullable String group,
            int attempt,
            @Nullable Instant nextAt,
            Map<String, String> facts) {
        return new Step(
                BEGIN.plusMillis(millis),
                lane,
                kind,
                outcome,
                group,
                attempt,
                Duration.ofMillis(1),
                nextAt,
                null,
                facts);
    }
}
