package io.orderflow.dashboard;

import io.micronaut.context.ApplicationContext;
import io.orderflow.testkit.fuzz.RouteFuzz;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RouteFuzzIT {

    private static Console console;

    @BeforeAll
    static void start() {
        console = Console.start();
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void every_route_answers_bad_input_as_documented() {
        var olga = console.operator();
        RouteFuzz.of(console.bean(ApplicationContext.class))
                .as("an operator", "Accept: text/html", "Cookie: " + olga.cookie(), "X-CSRF-TOKEN: " + olga.csrfToken())
                .except("POST /sign-out", "the others are asked in the session that it ends")
                .notFromRequests(
                        "io.netty.util.concurrent.AbstractEventExecutor",
                        "now and then Micronaut trips over a body that still comes when it is refused; the answer is right")
                .withPages()
                .run();
    }
}
