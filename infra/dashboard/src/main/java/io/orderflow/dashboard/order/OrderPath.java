package io.orderflow.dashboard.order;

import io.orderflow.dashboard.journal.Gap;
import io.orderflow.dashboard.journal.MessageJournal;
import io.orderflow.dashboard.journal.Recorded;
import io.orderflow.dashboard.page.Inquiry;
import io.orderflow.dashboard.page.Inquiry.Asked;
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

/** Asks everybody who may know something of an order. */
@Singleton
class OrderPath {

    private static final int MOST_STEPS = 1_000;
    private static final Duration AROUND = Duration.ofMinutes(1);

    private final MessageJournal journal;
    private final Witnesses witnesses;
    private final Letters letters;
    private final Copies copies;
    private final OrderClient orders;
    private final ServiceTokens tokens;
    private final Clock clock;

    OrderPath(
            MessageJournal journal,
            Witnesses witnesses,
            Letters letters,
            Copies copies,
            OrderClient orders,
            ServiceTokens tokens,
            Clock clock) {
        this.journal = journal;
        this.witnesses = witnesses;
        this.letters = letters;
        this.copies = copies;
        this.orders = orders;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** @param id an order's, a ticket, or the key of another message */
    Told of(String id) {
        try (var inquiry = new Inquiry()) {
            List<String> travelledIn = inquiry.answer(
                    inquiry.ask("journal", () -> Source.of("journal", () -> journal.travelledIn(id))), List.of());
            List<String> keys = new ArrayList<>(travelledIn);
            keys.addFirst(id);
            var carries = inquiry.ask("journal", () -> Source.of("journal", () -> journal.carriedBy(id)));
            var recorded = inquiry.ask("journal", () -> Source.of("journal", () -> journal.about(keys, MOST_STEPS)));
            var order = inquiry.ask(Service.ORDERS.title(), () -> order(id));
            var kept = inquiry.ask("dead-letters", () -> Source.of("dead letters", () -> letters.about(keys)));
            var failures = failures(inquiry, keys);
            var effects = effects(inquiry, id);

            var told = inquiry.answer(recorded, List.of());
            var story = new ArrayList<>(JournalSteps.of(told));
            var fence = fence(inquiry, told);
            var messages = copies(inquiry, id, story);
            effects.forEach(asked -> story.addAll(inquiry.answer(asked, List.of())));
            story.addAll(inquiry.answer(fence, List.of()));
            var letter = inquiry.answer(kept, new Letters.Kept(List.of(), List.of()));
            story.addAll(letter.steps());
            var found = messages.stream()
                    .flatMap(asked -> inquiry.answer(asked, List.of()).stream())
                    .toList();
            story.addAll(Copies.untold(found, story));
            var failed = new ArrayList<>(letter.failures());
            failures.forEach(asked -> failed.addAll(inquiry.answer(asked, List.of())));

            var known = inquiry.answer(order, Optional.empty());
            var timeline = Timeline.of(story, failed);
            return new Told(
                    id,
                    known,
                    travelledIn,
                    inquiry.answer(carries, List.of()),
                    timeline,
                    Standing.of(expected(known, timeline), timeline.steps()),
                    found,
                    inquiry.answer(gaps(inquiry, timeline), List.of()),
                    inquiry.failing());
        }
    }

    private Source<Optional<KnownOrder>> order(String id) {
        return Source.of(Service.ORDERS.title(), () -> orders.order(tokens.looking(), id));
    }

    private List<Asked<List<FailedAttempt>>> failures(Inquiry inquiry, List<String> keys) {
        List<Asked<List<FailedAttempt>>> asked = new ArrayList<>();
        for (var service : Service.values()) {
            asked.add(inquiry.ask(service.schema() + ".delivery_failure", () -> witnesses.failures(service, keys)));
        }
        return asked;
    }

    private List<Asked<List<Step>>> effects(Inquiry inquiry, String id) {
        return List.of(
                inquiry.ask(Service.POINTS.schema(), () -> witnesses.points(id)),
                inquiry.ask(Service.COUPONS.schema(), () -> witnesses.coupons(id)),
                inquiry.ask(Service.NOTIFICATIONS.schema(), () -> witnesses.notifications(id)));
    }

    private List<Asked<List<Told.Copy>>> copies(Inquiry inquiry, String id, List<Step> told) {
        return Copies.places(id, told).stream()
                .map(place -> inquiry.ask(Step.BROKER, () -> copies.at(place)))
                .toList();
    }

    private Asked<List<Step>> fence(Inquiry inquiry, List<Recorded> told) {
        var txIds = told.stream()
                .map(recorded -> recorded.entry().txId())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return inquiry.ask("orders.tx_fence", () -> witnesses.fence(txIds));
    }

    /** Of the time that is shown; of now, if nothing is. */
    private Asked<List<Gap>> gaps(Inquiry inquiry, Timeline timeline) {
        var steps = timeline.steps();
        Instant begin = steps.isEmpty() ? clock.instant() : steps.getFirst().at();
        Instant end = steps.isEmpty() ? begin : steps.getLast().at();
        return inquiry.ask(
                "journal", () -> Source.of("journal", () -> journal.gaps(begin.minus(AROUND), end.plus(AROUND))));
    }

    /** Silence means something only of an order that was placed. */
    private static List<String> expected(Optional<KnownOrder> order, Timeline timeline) {
        boolean placed = order.isPresent()
                || timeline.steps().stream()
                        .anyMatch(step -> step.facts().getOrDefault("topic", "").startsWith("order-events"));
        return placed ? Standing.OF_EVERY_ORDER : List.of();
    }
}
