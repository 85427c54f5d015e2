package io.orderflow.dashboard.home;

import io.micronaut.core.annotation.Order;
import io.orderflow.dashboard.broker.ConsumerGroup;
import io.orderflow.dashboard.broker.ConsumerGroups;
import io.orderflow.dashboard.page.Ages;
import io.orderflow.dashboard.page.Source;
import io.orderflow.dashboard.page.Texts;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** No consumer group is far behind, and none is paused. */
@Singleton
@Order(30)
class LagHealthCheck implements HealthCheck {

    /** A rush leaves a backlog that drains; one that is this old does not drain as it should. */
    private static final Duration TOO_OLD = Duration.ofMinutes(1);

    private static final Duration NOTICED = Duration.ofSeconds(10);

    private final ConsumerGroups groups;
    private final Clock clock;

    LagHealthCheck(ConsumerGroups groups, Clock clock) {
        this.groups = groups;
        this.clock = clock;
    }

    @Override
    public Reading now(Texts texts) {
        return switch (groups.all()) {
            case Source.Failing<List<ConsumerGroup>>(String why) -> reading(texts, Light.UNKNOWN, why);
            case Source.Available<List<ConsumerGroup>>(List<ConsumerGroup> seen) ->
                of(seen.stream().filter(group -> !group.broadcast()).toList(), texts);
        };
    }

    private Reading of(List<ConsumerGroup> seen, Texts texts) {
        var now = clock.instant();
        var alone = seen.stream()
                .filter(group -> group.members().isEmpty() && group.lag() > 0)
                .findFirst();
        if (alone.isPresent()) {
            return reading(
                    texts,
                    Light.BAD,
                    texts.text(
                            "home.lag-nobody", alone.get().name(), alone.get().lag()));
        }
        var paused = seen.stream().filter(ConsumerGroup::paused).findFirst();
        if (paused.isPresent()) {
            return reading(
                    texts,
                    Light.SETTLING,
                    texts.text("home.lag-paused", paused.get().name()));
        }
        return seen.stream()
                .max(Comparator.comparing((ConsumerGroup group) -> group.lagAt(now)))
                .filter(group -> group.lagAt(now).compareTo(NOTICED) > 0)
                .map(group -> behind(group, now, texts))
                .orElseGet(() -> reading(texts, Light.OK, texts.text("home.lag-none")));
    }

    private static Reading behind(ConsumerGroup group, Instant now, Texts texts) {
        var age = group.lagAt(now);
        return reading(
                texts,
                age.compareTo(TOO_OLD) > 0 ? Light.BAD : Light.SETTLING,
                texts.text("home.lag-behind", group.name(), group.lag(), Ages.text(age)));
    }

    private static Reading reading(Texts texts, Light light, String sentence) {
        return new Reading(texts.text("home.consumers"), light, sentence, "/consumers");
    }
}
