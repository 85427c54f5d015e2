package io.orderflow.seckill;

import io.micronaut.context.ApplicationContext;
import io.orderflow.testkit.TestTokens;
import io.orderflow.testkit.fuzz.RouteFuzz;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RouteFuzzIT {

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void every_route_answers_bad_input_as_documented() {
        var now = Instant.now();
        long sale = gateway.openSale(1_000, 9, "");
        var ticket = gateway.buy(sale, "fuzz").text("ticket");
        RouteFuzz.of(gateway.bean(ApplicationContext.class))
                .as("a customer", "Authorization: Bearer " + TestTokens.customer("fuzz"))
                .as("an operator", "Authorization: Bearer " + TestTokens.operator("olga"))
                .known("id", Long.toString(sale), ticket, "999999")
                .body("POST /sales/{id}/purchases", "{\"quantity\":1}")
                .body(
                        "POST /sales",
                        Gateway.terms(
                                5,
                                2,
                                now.plusSeconds(3_600),
                                now.plusSeconds(7_200),
                                ",\"admissionRate\":7,\"tokenRequired\":true"))
                .body("PATCH /sales/{id}", "{\"queueBound\":100000,\"admissionRate\":9}")
                .body("PUT /faults", "{\"mode\":\"slow\",\"delayMillis\":1}")
                .body("PUT /journal", "{\"enabled\":true}")
                .files("/swagger-ui/index.html", "/swagger-ui/res/index.css", "/swagger/openapi.yml")
                .run();
    }
}
