package io.orderflow.dashboard.order;

import io.orderflow.dashboard.journal.Gap;
import io.orderflow.dashboard.journal.MessageJournal;
import io.orderflow.dashboard.journal.Recorded;
import io.orderflow.dashboard.page.ParallelQueries;
import io.orderflow.dashboard.page.ParallelQueries.Asked;
import io.orderflow.dashboard.page.Source;
import io.orderflow.dashboard.signin.ServiceTokens;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Asks every source that may know something about an order. */
@Singleton
class OrderPath {

    private static final int MOST_STEPS = 1_000;
    private static final Duration AROUND = Duration.ofMinutes(1);

    private final MessageJournal journal;
    private final DatabaseEvidence evidence;
    private final OrderDeadLetters letters;
    private final BrokerCopies copies;
    private final OrderClient orders;
    private final ServiceTokens tokens;
    private final Clock clock;

    OrderPath(
            MessageJournal journal,
            DatabaseEvidence evidence,
            OrderDeadLetters letters,
            BrokerCopies copies,
            OrderClient orders,
            ServiceTokens tokens,
            Clock clock) {
        this.journal = journal;
        this.evidence = evidence;
        this.letters = letters;
        this.copies = copies;
        this.orders = orders;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** @param id an order's, a ticket, or the key of another message */
    OrderHistory of(String id) {
        try (var queries = new ParallelQueries()) {
            List<String> travelledIn = queries.answer(
                    queries.ask("journal", () -> Source.of("journal", () -> journal.travelledIn(id))), List.of());
            List<String> keys = new ArrayList<>(travelledIn);
            keys.addFirst(id);
            var carries = queries.ask("journal", () -> Source.of("journal", () -> journal.carriedBy(id)));
            var recorded = queries.ask("journal", () -> Source.of("journal", () -> journal.about(keys, MOST_STEPS)));
            var order = queries.ask(Service.ORDERS.title(), () -> order(id));
            var kept = queries.ask("dead-letters", () -> Source.of("dead letters", () -> letters.about(keys)));
            var failures = failures(queries, keys);
            var effects = effects(queries, id);

            var told = queries.answer(recorded, List.of());
            var story = new ArrayList<>(JournalSteps.of(told));
            var fence = fence(queries, told);
            var messages = copies(queries, id, story);
            effects.forEach(asked -> story.addAll(queries.answer(asked, List.of())));
            story.addAll(queries.answer(fence, List.of()));
            var letter = queries.answer(kept, new OrderDeadLetters.Kept(List.of(), List.of()));
            story.addAll(letter.steps());
            var found = messages.stream()
                    .flatMap(asked -> queries.answer(asked, List.of()).stream())
                    .toList();
            story.addAll(BrokerCopies.untold(found, story));
            var failed = new ArrayList<>(letter.failures());
            failures.forEach(asked -> failed.addAll(queries.answer(asked, List.of())));

            var known = queries.answer(order, Optional.empty());
            var timeline = Timeline.of(story, failed);
            return new OrderHistory(
                    id,
                    known,
                    travelledIn,
                    queries.answer(carries, List.of()),
                    timeline,
                    ConsumerProgress.of(expected(known, timeline), timeline.steps()),
                    found,
                    queries.answer(gaps(queries, timeline), List.of()),
                    queries.failing());
        }
    }

    private Source<Optional<KnownOrder>> order(String id) {
        return Source.of(Service.ORDERS.title(), () -> orders.order(tokens.looking(), id));
    }

    private List<Asked<List<FailedAttempt>>> failures(ParallelQueries queries, List<String> keys) {
        List<Asked<List<FailedAttempt>>> asked = new ArrayList<>();
        for (var service : Service.values()) {
            asked.add(queries.ask(service.schema() + ".delivery_failure", () -> evidence.failures(service, keys)));
        }
        return asked;
    }

    private List<Asked<List<Step>>> effects(ParallelQueries queries, String id) {
        return List.of(
                queries.ask(Service.POINTS.schema(), () -> evidence.points(id)),
                queries.ask(Service.COUPONS.schema(), () -> evidence.coupons(id)),
                queries.ask(Service.NOTIFICATIONS.schema(), () -> evidence.notifications(id)));
    }

    private List<Asked<List<OrderHistory.Copy>>> copies(ParallelQueries queries, String id, List<Step> told) {
        return BrokerCopies.places(id, told).stream()
                .map(place -> queries.ask(Step.BROKER, () -> copies.at(place)))
                .toList();
    }

    private Asked<List<Step>> fence(ParallelQueries queries, List<Recorded> told) {
        var txIds = told.stream()
                .map(recorded -> recorded.entry().txId())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return queries.ask("orders.tx_fence", () -> evidence.fence(txIds));
    }

    /** Of the time that is shown; of now, if nothing is. */
    private Asked<List<Gap>> gaps(ParallelQueries queries, Timeline timeline) {
        var steps = timeline.steps();
        Instant begin = steps.isEmpty() ? clock.instant() : steps.getFirst().at();
        Instant end = steps.isEmpty() ? begin : steps.getLast().at();
        return queries.ask(
                "journal", () -> Source.of("journal", () -> journal.gaps(begin.minus(AROUND), end.plus(AROUND))));
    }

    /** Silence means something only of an order that was placed. */
    private static List<String> expected(Optional<KnownOrder> order, Timeline timeline) {
        boolean placed = order.isPresent()
                || timeline.steps().stream()
                        .anyMatch(step -> step.facts().getOrDefault("topic", "").startsWith("order-events"));
        return placed ? ConsumerProgress.OF_EVERY_ORDER : List.of();
    }
}
