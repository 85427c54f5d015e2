package io.orderflow.dashboard.home;

import io.micronaut.core.annotation.Order;
import io.orderflow.dashboard.deadletter.DeadLetterCounts;
import io.orderflow.dashboard.page.Texts;
import jakarta.inject.Singleton;

/** No dead letter waits for an operator. */
@Singleton
@Order(20)
class DeadLetterHealthCheck implements HealthCheck {

    private final DeadLetterCounts counts;

    DeadLetterHealthCheck(DeadLetterCounts counts) {
        this.counts = counts;
    }

    @Override
    public Reading now(Texts texts) {
        long open = counts.open();
        return new Reading(
                texts.text("home.dead-letters"),
                open == 0 ? Light.OK : Light.BAD,
                texts.text("home.dead-letters-open", open),
                "/dead-letters");
    }
}
