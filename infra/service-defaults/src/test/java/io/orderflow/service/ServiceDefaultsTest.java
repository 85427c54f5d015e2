package io.orderflow.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceDefaultsTest {

    @Test
    void a_service_has_what_it_does_not_set_itself() {
        try (var context = ApplicationContext.run()) {
            assertThat(context.getProperty("datasources.default.auto-commit", Boolean.class))
                    .contains(false);
            assertThat(context.getBean(Clock.class).getZone()).isEqualTo(ZoneOffset.UTC);
        }
    }

    @Test
    void its_own_value_wins() {
        try (var context = ApplicationContext.run()) {
            assertThat(context.getProperty("datasources.default.maximum-pool-size", Integer.class))
                    .as("application.yml, in this module's tests")
                    .contains(7);
        }
    }

    @Test
    void its_own_value_wins_over_that_of_an_environment_too() {
        try (var context = ApplicationContext.run("local")) {
            assertThat(context.getProperty("connections.per-address", Integer.class))
                    .contains(9);
        }
    }

    @Test
    void so_does_what_is_given_at_the_start() {
        try (var context = ApplicationContext.run(Map.of("datasources.default.minimum-idle", 5))) {
            assertThat(context.getProperty("datasources.default.minimum-idle", Integer.class))
                    .contains(5);
        }
    }

    @Test
    void the_local_environment_has_defaults_of_its_own() {
        try (var elsewhere = ApplicationContext.run();
                var local = ApplicationContext.run("local")) {
            assertThat(elsewhere.containsProperty("rocketmq.consumer.delay-levels"))
                    .isFalse();
            assertThat(local.containsProperty("rocketmq.consumer.delay-levels")).isTrue();
        }
    }
}
