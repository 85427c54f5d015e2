package io.orderflow.order.expire;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.orderflow.event.PurchaseRequested;
import io.orderflow.order.Api;
import io.orderflow.order.CountedHalfMessages;
import io.orderflow.order.Database;
import io.orderflow.order.FlashSale;
import io.orderflow.order.SettableClock;
import io.orderflow.order.sale.SaleFixture;
import io.orderflow.testkit.TestServers;
import io.orderflow.testkit.TestTokens;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders that are not paid for, on two instances of the service. */
class ExpireUnpaidIT {

    private static final Duration WINDOW = Duration.ofMinutes(15);

    private static Database database;
    private static FlashSale gateway;
    private static EmbeddedServer one;
    private static EmbeddedServer two;

    @BeforeAll
    static void start() throws Exception {
        database = new Database(TestServers.get().database("orders"));
        gateway = new FlashSale(TestServers.get().nameServer());
        one = instance();
        two = instance();
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
        gateway.close();
    }

    @AfterEach
    void reset() {
        SettableClock.reset();
    }

    @Test
    void unpaid_order_expires_and_its_units_are_for_sale_again() throws Exception {
        long sale = sale(10, WINDOW);
        var request = FlashSale.request(sale, 1, "ada", 2);
        buy(List.of(request));
        assertThat(stock(sale)).isEqualTo("8 2 0");

        SettableClock.advance(WINDOW.plusSeconds(1));
        sweep(one);

        assertThat(stock(sale)).isEqualTo("10 0 0");
        assertThat(database.count(
                        "SELECT units FROM sale_customer WHERE sale_id = ? AND customer_id = 'ada'",
                        Long.toString(sale)))
                .isZero();
        assertThat(new Api(one.getURL().toString(), TestTokens.customer("ada"))
                        .get("/orders/" + request.ticket())
                        .text("status"))
                .isEqualTo("EXPIRED");
        await().atMost(20, SECONDS).until(() -> !gateway.returnsOf(request).isEmpty());
        assertThat(gateway.returnsOf(request)).singleElement().satisfies(units -> {
            assertThat(units.quantity()).isEqualTo(2);
            assertThat(units.epoch()).isEqualTo(1);
            assertThat(units.customerId()).isEqualTo("ada");
        });
    }

    @Test
    void nothing_expires_before_its_payment_is_due() throws Exception {
        long sale = sale(10, WINDOW);
        buy(FlashSale.requests(sale, 1, 1));

        SettableClock.advance(WINDOW.minusMinutes(1));
        sweep(one);

        assertThat(stock(sale)).isEqualTo("9 1 0");
    }

    @Test
    void wake_up_and_sweep_of_two_instances_give_each_unit_back_once() throws Exception {
        long sale = sale(500, WINDOW);
        var requests = FlashSale.requests(sale, 1, 450);
        buy(requests);

        SettableClock.advance(WINDOW.plusSeconds(1));
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Void>> sweeps = Stream.of(one, two, one, two)
                    .<Callable<Void>>map(instance -> () -> {
                        sweep(instance);
                        return null;
                    })
                    .toList();
            for (var done : threads.invokeAll(sweeps)) {
                done.get();
            }
        }

        await().atMost(20, SECONDS).until(() -> stock(sale).equals("500 0 0"));
        await().atMost(20, SECONDS)
                .until(() -> requests.stream()
                        .noneMatch(request -> gateway.returnsOf(request).isEmpty()));
        assertThat(requests)
                .allSatisfy(request -> assertThat(gateway.returnsOf(request)).hasSize(1));
        assertThat(database.count(
                        "SELECT COUNT(*) FROM orders o JOIN purchase p ON p.ticket = o.id"
                                + " WHERE p.sale_id = ? AND o.status = 'EXPIRED' AND p.returned_at IS NOT NULL",
                        Long.toString(sale)))
                .isEqualTo(450);
    }

    @Test
    void wake_up_comes_when_the_payment_is_due() throws Exception {
        long sale = sale(10, Duration.ofSeconds(2));
        var request = FlashSale.request(sale, 1, "ada", 1);
        buy(List.of(request));

        // No sweep within the test's time: the delayed message alone.
        await().atMost(20, SECONDS).until(() -> stock(sale).equals("10 0 0"));
        await().atMost(20, SECONDS).until(() -> gateway.returnsOf(request).size() == 1);
    }

    @Test
    void orders_of_one_group_need_one_wake_up_and_one_transaction_to_expire() throws Exception {
        long sale = sale(100, WINDOW);
        buy(FlashSale.requests(sale, 1, 60));
        SettableClock.advance(WINDOW.plusSeconds(1));
        var counted = one.getApplicationContext().getBean(CountedHalfMessages.class);
        int before = counted.sent();

        sweep(one);

        assertThat(counted.sent() - before).isEqualTo(1);
        assertThat(stock(sale)).isEqualTo("100 0 0");
    }

    @Test
    void units_that_come_back_in_a_later_epoch_are_told_with_that_epoch() throws Exception {
        long sale = sale(10, WINDOW);
        var request = FlashSale.request(sale, 1, "ada", 3);
        buy(List.of(request));
        var sales = one.getApplicationContext().getBean(SaleFixture.class);
        assertThat(sales.beginEpoch(sale, 2)).isEqualTo(7);

        SettableClock.advance(WINDOW.plusSeconds(1));
        sweep(two);

        await().atMost(20, SECONDS).until(() -> !gateway.returnsOf(request).isEmpty());
        assertThat(gateway.returnsOf(request).getFirst().epoch()).isEqualTo(2);
        assertThat(sales.beginEpoch(sale, 2)).isEqualTo(7);
        assertThat(sales.beginEpoch(sale, 3)).isEqualTo(10);
    }

    @Test
    void order_that_can_not_expire_holds_up_nobody() throws Exception {
        long sale = sale(10, WINDOW);
        var stuck = FlashSale.request(sale, 1, "ada", 1);
        var others = FlashSale.requests(sale, 1, 5);
        buy(List.of(stuck));
        buy(others);
        database.update("UPDATE orders SET status = 'PAID' WHERE id = ?", stuck.ticket());

        SettableClock.advance(WINDOW.plusSeconds(1));
        sweep(one);

        assertThat(stock(sale)).isEqualTo("9 1 0");
        assertThat(gateway.returnsOf(stuck)).isEmpty();
        database.update("UPDATE orders SET status = 'PLACED' WHERE id = ?", stuck.ticket());
    }

    @Test
    void purchase_of_a_sale_that_is_gone_and_more_of_those_that_can_not_expire_than_a_batch_hold_up_nobody()
            throws Exception {
        long sale = sale(10, WINDOW);
        var stuck = FlashSale.requests(sale, 1, 3);
        buy(stuck);
        SettableClock.advance(Duration.ofSeconds(5));
        var other = FlashSale.request(sale, 1, "ada", 1);
        buy(List.of(other));
        for (var each : stuck) {
            database.update("UPDATE purchase SET sale_id = -1 WHERE ticket = ?", each.ticket());
        }
        try (var small = instance(Map.of("expiry.batch", "2"))) {
            SettableClock.advance(WINDOW.plusSeconds(1));
            sweep(small);

            assertThat(stock(sale)).isEqualTo("7 3 0");
        } finally {
            for (var each : stuck) {
                database.update("UPDATE purchase SET sale_id = ? WHERE ticket = ?", Long.toString(sale), each.ticket());
            }
        }
    }

    private static long sale(long units, Duration paymentWindow) {
        return one.getApplicationContext().getBean(SaleFixture.class).tea(units, 5, paymentWindow);
    }

    private static void buy(List<PurchaseRequested> requests) throws Exception {
        gateway.purchase(requests);
        await().atMost(30, SECONDS)
                .until(() -> requests.stream()
                        .noneMatch(request -> gateway.outcomesOf(request).isEmpty()));
    }

    private static void sweep(EmbeddedServer instance) {
        instance.getApplicationContext().getBean(ExpireUnpaid.class).expireDue();
    }

    private static String stock(long sale) {
        return database.query(
                "SELECT CONCAT_WS(' ', available, reserved, sold) FROM sale WHERE id = ?", Long.toString(sale));
    }

    private static EmbeddedServer instance() {
        return instance(Map.of());
    }

    private static EmbeddedServer instance(Map<String, String> settings) {
        Map<String, Object> properties = new HashMap<>(TestServers.get().properties("orders"));
        properties.put("settable-clock", "true");
        properties.put("count-half-messages", "true");
        properties.put("expiry.every", "10m");
        properties.putAll(settings);
        return ApplicationContext.run(EmbeddedServer.class, properties, "local");
    }
}
