package io.orderflow.dashboard.fault;

import io.micronaut.core.annotation.Order;
import io.orderflow.dashboard.home.HealthCheck;
import io.orderflow.dashboard.page.Texts;
import jakarta.inject.Singleton;

/** No failure is switched on; failures on purpose explain other findings. */
@Singleton
@Order(80)
class FaultHealthCheck implements HealthCheck {

    private final FaultBoard board;

    FaultHealthCheck(FaultBoard board) {
        this.board = board;
    }

    @Override
    public Reading now(Texts texts) {
        var on = board.text(texts);
        return new Reading(
                texts.text("home.faults"),
                on.isEmpty() ? Light.OK : Light.SETTLING,
                on.orElseGet(() -> texts.text("home.faults-none")),
                "/faults");
    }
}
