package io.orderflow.dashboard.broker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.dashboard.Console;
import io.orderflow.dashboard.page.Source;
import io.orderflow.testkit.TestServers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Silence of the broker is never taken for "nothing there". */
class BrokerAwayIT {

    private static Console console;

    @BeforeAll
    static void start() {
        TestServers.get().nameServer();
        console = Console.start();
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @AfterEach
    void mend() {
        TestServers.get().broker().start();
    }

    @Test
    void pages_say_that_it_does_not_answer_and_go_on_when_it_is_back() {
        var operator = console.operator();
        var messages = console.bean(BrokerMessages.class);
        await().atMost(20, SECONDS)
                .until(() -> operator.get("/consumers/list").body().contains("points-service"));
        assertThat(messages.byKey("order-events", "no-such-order")).isEqualTo(new Source.Available<>(List.of()));

        TestServers.get().broker().kill9();

        for (var page : List.of("/consumers/list", "/transactions/waiting", "/consumers/points-service")) {
            await().atMost(20, SECONDS)
                    .untilAsserted(() -> assertThat(operator.get(page).body()).contains("RocketMQ does not answer"));
        }
        assertThat(messages.byKey("order-events", "no-such-order")).isInstanceOf(Source.Failing.class);
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(console.visitor()
                                .get("/prometheus", "Accept", "text/plain")
                                .body())
                        .containsPattern("orderflow_half_messages\\S* NaN"));

        TestServers.get().broker().start();

        await().atMost(40, SECONDS)
                .until(() -> operator.get("/consumers/list").body().contains("points-service"));
        await().atMost(20, SECONDS)
                .until(() -> operator.get("/transactions/waiting").body().contains("None waits"));
    }
}
