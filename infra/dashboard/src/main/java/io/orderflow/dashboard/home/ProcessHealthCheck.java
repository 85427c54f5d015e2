package io.orderflow.dashboard.home;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpStatus;
import io.orderflow.dashboard.page.Source;
import io.orderflow.dashboard.page.Texts;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Every service is ready; those that are not are named. */
@Singleton
@Order(10)
class ProcessHealthCheck implements HealthCheck {

    private final Readiness readiness;

    ProcessHealthCheck(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public Reading now(Texts texts) {
        var down = Arrays.stream(Station.values())
                .filter(station -> readiness.of(station) instanceof Source.Failing<HttpStatus>)
                .map(Station::service)
                .collect(Collectors.joining(", "));
        return new Reading(
                texts.text("home.processes"),
                down.isEmpty() ? Light.OK : Light.BAD,
                down.isEmpty() ? texts.text("home.processes-ready") : texts.text("home.processes-down", down),
                "/#flow");
    }
}
