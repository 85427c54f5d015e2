package io.orderflow.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.orderflow.order.Api.Answer;
import io.orderflow.testkit.TestServer;
import io.orderflow.testkit.TestServers;
import io.orderflow.testkit.TestTokens;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Broker or database are unavailable: 503, nothing half done, and the same key works when they are back. */
@MicronautTest(environments = "local", transactional = false)
class OutageIT implements OrderServiceTest {

    @Inject
    EmbeddedServer server;

    private final TestServer broker = TestServers.get().broker();
    private final TestServer mysql = TestServers.get().mysql();
    private String key = "";
    private Database database;
    private Api ada;

    @BeforeEach
    void serviceTakesOrders() {
        key = UUID.randomUUID().toString();
        database = new Database(TestServers.get().database("orders"));
        ada = new Api(server.getURL().toString(), TestTokens.customer("ada"));
        placeWhenBack(UUID.randomUUID().toString());
    }

    @AfterEach
    void mend() {
        mysql.start();
        broker.start();
    }

    @Test
    void without_the_broker_nothing_is_written_and_the_same_key_works_later() {
        broker.kill9();
        assertUnavailable(ada.place(key, Api.TEA));
        assertThat(database.ordersWithKey("ada", key)).isZero();
        broker.start();
        var placed = placeWhenBack(key);
        assertThat(database.ordersWithKey("ada", key)).isEqualTo(1);
        await().atMost(60, SECONDS).until(() -> database.isSeen(placed.text("id")));
    }

    @Test
    void without_the_broker_an_order_that_exists_is_still_found_by_its_key() {
        var placed = ada.place(key, Api.TEA);
        broker.kill9();
        var repeat = ada.place(key, Api.TEA);
        assertThat(repeat.status()).isEqualTo(201);
        assertThat(repeat.body()).isEqualTo(placed.body());
        assertThat(ada.get("/orders/" + placed.text("id")).status()).isEqualTo(200);
    }

    @Test
    void without_the_database_nothing_is_placed_and_the_same_key_works_later() {
        mysql.kill9();
        assertUnavailable(ada.place(key, Api.TEA));
        assertThat(ada.get("/orders").status()).isEqualTo(503);
        mysql.start();
        var placed = placeWhenBack(key);
        assertThat(database.ordersWithKey("ada", key)).isEqualTo(1);
        await().atMost(60, SECONDS).until(() -> database.isSeen(placed.text("id")));
    }

    private Answer placeWhenBack(String idempotencyKey) {
        return await().atMost(60, SECONDS)
                .until(() -> ada.place(idempotencyKey, Api.TEA), answer -> answer.status() == 201);
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("unavailable");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }
}
