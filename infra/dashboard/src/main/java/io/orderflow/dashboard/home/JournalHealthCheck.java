package io.orderflow.dashboard.home;

import io.micronaut.core.annotation.Order;
import io.orderflow.dashboard.journal.Gap;
import io.orderflow.dashboard.journal.MessageJournal;
import io.orderflow.dashboard.page.Snapshot;
import io.orderflow.dashboard.page.Source;
import io.orderflow.dashboard.page.Texts;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The journal has what it should have, so that an order's path is the whole path. */
@Singleton
@Order(60)
class JournalHealthCheck implements HealthCheck {

    private static final Duration LATELY = Duration.ofMinutes(10);

    private final Snapshot<List<Gap>> lately;

    JournalHealthCheck(MessageJournal journal, Clock clock) {
        this.lately = new Snapshot<>("The journal of messages", () -> {
            var now = clock.instant();
            return journal.gaps(now.minus(LATELY), now);
        });
    }

    @Override
    public Reading now(Texts texts) {
        return switch (lately.now()) {
            case Source.Failing<List<Gap>>(String why) -> reading(texts, Light.UNKNOWN, why);
            case Source.Available<List<Gap>>(List<Gap> gaps) -> of(gaps, texts);
        };
    }

    private static Reading of(List<Gap> gaps, Texts texts) {
        var losing = gaps.stream().filter(Gap::isLoss).map(Gap::service).collect(Collectors.joining(", "));
        if (!losing.isEmpty()) {
            return reading(texts, Light.SETTLING, texts.text("home.journal-lost", losing));
        }
        // Sampled successes are what full load looks like.
        return reading(texts, Light.OK, texts.text(gaps.isEmpty() ? "home.journal-whole" : "home.journal-sampled"));
    }

    private static Reading reading(Texts texts, Light light, String sentence) {
        return new Reading(texts.text("home.journal"), light, sentence, "/orders");
    }
}
