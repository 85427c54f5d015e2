package io.orderflow.dashboard.home;

import io.micronaut.core.annotation.Order;
import io.orderflow.dashboard.broker.HalfMessages;
import io.orderflow.dashboard.broker.WaitingHalfMessages;
import io.orderflow.dashboard.page.Ages;
import io.orderflow.dashboard.page.Source;
import io.orderflow.dashboard.page.Texts;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Transactions end: no half message waits for long. */
@Singleton
@Order(40)
class HalfMessageHealthCheck implements HealthCheck {

    /** Check-back settles one in seconds. */
    private static final Duration TOO_OLD = Duration.ofMinutes(2);

    private static final Duration NOTICED = Duration.ofSeconds(15);

    private final HalfMessages halfMessages;
    private final Clock clock;

    HalfMessageHealthCheck(HalfMessages halfMessages, Clock clock) {
        this.halfMessages = halfMessages;
        this.clock = clock;
    }

    @Override
    public Reading now(Texts texts) {
        return switch (halfMessages.waiting()) {
            case Source.Failing<WaitingHalfMessages>(String why) -> reading(texts, Light.UNKNOWN, why);
            case Source.Available<WaitingHalfMessages>(WaitingHalfMessages waiting) -> {
                var age = waiting.oldest()
                        .map(oldest -> Duration.between(oldest, clock.instant()))
                        .orElse(Duration.ZERO);
                yield age.compareTo(NOTICED) <= 0
                        ? reading(texts, Light.OK, texts.text("home.half-none"))
                        : reading(
                                texts,
                                age.compareTo(TOO_OLD) > 0 ? Light.BAD : Light.SETTLING,
                                texts.text("home.half-waiting", waiting.count(), Ages.text(age)));
            }
        };
    }

    private static Reading reading(Texts texts, Light light, String sentence) {
        return new Reading(texts.text("home.transactions"), light, sentence, "/transactions");
    }
}
