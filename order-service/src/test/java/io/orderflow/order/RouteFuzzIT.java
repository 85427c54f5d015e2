package io.orderflow.order;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.orderflow.testkit.TestTokens;
import io.orderflow.testkit.fuzz.RouteFuzz;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@MicronautTest(environments = "local", transactional = false)
class RouteFuzzIT implements OrderServiceTest {

    @Inject
    ApplicationContext service;

    @Test
    void every_route_answers_bad_input_as_documented() {
        RouteFuzz.of(service)
                .as("a customer", "Authorization: Bearer " + TestTokens.customer("fuzz"))
                .as("an operator", "Authorization: Bearer " + TestTokens.operator("olga"))
                .body("POST /orders", "{\"lines\":[{\"sku\":\"tea-green\",\"quantity\":2}]}")
                // Never kill-after-commit: it would end this JVM.
                .body("PUT /faults/publishing", "{\"mode\":\"lose-commit\",\"times\":1}")
                .body("PUT /faults", "{\"mode\":\"slow\",\"delayMillis\":1}")
                .body("PUT /journal", "{\"enabled\":true}")
                .files("/swagger-ui/index.html", "/swagger-ui/res/index.css", "/swagger/openapi.yml")
                .run();
    }
}
