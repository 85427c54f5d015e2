package io.orderflow.order.purchase;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.orderflow.event.OrderPlaced;
import io.orderflow.event.PurchaseRequested;
import io.orderflow.event.PurchasesDecided.Decision;
import io.orderflow.event.PurchasesDecided.Outcome;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.order.CountedHalfMessages;
import io.orderflow.order.Database;
import io.orderflow.order.FlashSale;
import io.orderflow.order.OrderServiceTest;
import io.orderflow.order.SettableClock;
import io.orderflow.order.Witness;
import io.orderflow.order.sale.SaleFixture;
import io.orderflow.testkit.TestServers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of a group of purchases, on the real broker and database. */
@MicronautTest(environments = "local", transactional = false)
class PlacePurchasesIT implements OrderServiceTest {

    @Inject
    PlacePurchases placePurchases;

    @Inject
    CountedHalfMessages halfMessages;

    @Inject
    SaleFixture sales;

    private Database database;
    private FlashSale gateway;
    private Witness witness;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(OrderServiceTest.super.getProperties());
        properties.put("count-half-messages", "true");
        properties.put("settable-clock", "true");
        return properties;
    }

    @BeforeAll
    void start() throws Exception {
        database = new Database(TestServers.get().database("orders"));
        gateway = new FlashSale(TestServers.get().nameServer());
        witness = new Witness(TestServers.get().nameServer());
    }

    @AfterAll
    void stop() {
        witness.close();
        gateway.close();
    }

    @AfterEach
    void reset() {
        SettableClock.reset();
    }

    @Test
    void group_becomes_orders_with_one_half_message_and_one_insert_for_each_table() {
        long sale = sales.tea(200, 5);
        var requests = FlashSale.requests(sale, 1, 100);
        int before = halfMessages.sent();
        long inserts = inserts();

        assertThat(placePurchases.place(requests)).isEqualTo(Handled.Outcome.APPLIED);

        assertThat(halfMessages.sent() - before).isEqualTo(1);
        // Fence, customers, orders, lines, purchases; and a little room for other connections.
        assertThat(inserts() - inserts).isBetween(5L, 10L);
        assertThat(requests).allMatch(request -> database.hasOrder(request.ticket()));
        assertStock(sale, 100, 0, 100);
        await().atMost(20, SECONDS).until(() -> requests.stream().allMatch(this::isTold));
        assertThat(gateway.groupsOf(sale))
                .singleElement()
                .satisfies(group -> assertThat(group.outcomes()).hasSize(100));
    }

    @Test
    void each_order_of_a_group_is_announced_once_like_any_other_order() {
        long sale = sales.tea(200, 5);
        var requests = FlashSale.requests(sale, 1, 50);
        placePurchases.place(requests);

        await().atMost(20, SECONDS)
                .until(() -> requests.stream()
                        .allMatch(request -> witness.hasSeen(request.ticket()) && database.isSeen(request.ticket())));
        assertThat(requests).allSatisfy(request -> {
            assertThat(witness.eventsOf(request.ticket())).hasSize(1);
            var order = outcomeOf(request).order();
            assertThat(order).isNotNull();
            assertThat(order.orderId()).isEqualTo(request.ticket());
            assertThat(order.total()).isEqualTo(500);
            assertThat(order.lines()).containsExactly(new OrderPlaced.Line("tea-green", 1, 500));
        });
    }

    @Test
    void requests_that_come_through_the_broker_become_orders() throws Exception {
        long sale = sales.tea(1_000, 5);
        var requests = FlashSale.requests(sale, 1, 300);
        gateway.purchase(requests);

        await().atMost(30, SECONDS).until(() -> requests.stream().allMatch(this::isTold));
        assertThat(ordered(requests)).hasSize(300);
        assertStock(sale, 700, 0, 300);
    }

    @Test
    void repeated_request_is_placed_once_and_its_outcome_is_told_again_word_for_word() {
        long sale = sales.tea(10, 5, Duration.ofMinutes(5));
        var request = FlashSale.request(sale, 1, "ada", 2);
        placePurchases.place(List.of(request, request));
        placePurchases.place(List.of(request));

        await().atMost(20, SECONDS).until(() -> gateway.outcomesOf(request).size() == 2);
        assertThat(gateway.outcomesOf(request).getFirst())
                .isEqualTo(gateway.outcomesOf(request).getLast());
        assertStock(sale, 8, 2, 0);
    }

    @Test
    void customer_above_the_limit_is_refused_and_the_others_of_the_group_are_ordered() {
        long sale = sales.tea(200, 2);
        var requests = new ArrayList<>(FlashSale.requests(sale, 1, 60));
        var greedy = Stream.generate(() -> FlashSale.request(sale, 1, "greedy", 1))
                .limit(4)
                .toList();
        requests.addAll(10, greedy);

        placePurchases.place(requests);

        await().atMost(20, SECONDS).until(() -> requests.stream().allMatch(this::isTold));
        assertThat(ordered(greedy)).hasSize(2);
        assertThat(greedy).filteredOn(not(this::isOrdered)).allMatch(request -> isRefused(request, "limit-reached"));
        assertThat(ordered(requests)).hasSize(62);
        assertStock(sale, 138, 0, 62);
    }

    @Test
    void of_a_group_that_wants_more_than_there_is_exactly_what_there_is_is_ordered() {
        long sale = sales.tea(30, 5);
        var requests = FlashSale.requests(sale, 1, 100);

        placePurchases.place(requests);

        await().atMost(20, SECONDS).until(() -> requests.stream().allMatch(this::isTold));
        assertThat(ordered(requests)).hasSize(30);
        assertThat(requests).filteredOn(not(this::isOrdered)).allMatch(request -> isRefused(request, "sold-out"));
        assertStock(sale, 0, 0, 30);
    }

    @Test
    void refusal_stays_a_refusal_when_stock_has_come_back() {
        long sale = sales.tea(1, 5);
        var winner = FlashSale.request(sale, 1, "ada", 1);
        var loser = FlashSale.request(sale, 1, "bob", 1);
        placePurchases.place(List.of(winner, loser));
        database.update("UPDATE sale SET available = 1, sold = 0 WHERE id = ?", Long.toString(sale));

        placePurchases.place(List.of(loser));

        await().atMost(20, SECONDS).until(() -> gateway.outcomesOf(loser).size() == 2);
        assertThat(gateway.outcomesOf(loser)).allMatch(outcome -> outcome.decision() == Decision.REFUSED);
        assertThat(database.hasOrder(loser.ticket())).isFalse();
    }

    @Test
    void requests_without_a_sale_of_an_ended_epoch_and_after_their_reservation_are_decided_together() {
        long sale = sales.tea(10, 5);
        sales.beginEpoch(sale, 2);
        var nowhere = FlashSale.request(FlashSale.newId(), 1, "ada", 1);
        var old = FlashSale.request(sale, 1, "ada", 1);
        var late = FlashSale.request(sale, 2, "ada", 1);
        SettableClock.advance(Duration.ofMinutes(11));
        var inTime = FlashSale.request(sale, 2, "ada", 1);
        int before = halfMessages.sent();

        placePurchases.place(List.of(nowhere, old, late, inTime));

        assertThat(halfMessages.sent() - before).isEqualTo(2);
        await().atMost(20, SECONDS)
                .until(() -> Stream.of(nowhere, old, late, inTime).allMatch(this::isTold));
        assertThat(isRefused(nowhere, "unknown-sale")).isTrue();
        assertThat(isRefused(old, "epoch-ended")).isTrue();
        assertThat(outcomeOf(late).decision()).isEqualTo(Decision.EXPIRED);
        assertThat(outcomeOf(late).reason()).isEqualTo("reservation-expired");
        assertThat(isOrdered(inTime)).isTrue();
    }

    @Test
    void request_of_an_epoch_that_has_not_begun_waits_and_the_others_do_not() {
        long sale = sales.tea(10, 5);
        var early = FlashSale.request(sale, 2, "ada", 1);
        var current = FlashSale.request(sale, 1, "bob", 1);

        assertThat(placePurchases.place(List.of(early, current))).isInstanceOf(Handled.Later.class);
        assertThat(database.hasOrder(current.ticket())).isTrue();
        assertThat(decisions(early)).isZero();

        sales.beginEpoch(sale, 2);
        assertThat(placePurchases.place(List.of(early, current))).isEqualTo(Handled.Outcome.APPLIED);
        assertThat(database.hasOrder(early.ticket())).isTrue();
    }

    @Test
    void eight_instances_on_one_sale_never_sell_more_than_there_is() throws Exception {
        long sale = sales.tea(1_000, 5);
        var groups =
                Stream.generate(() -> FlashSale.requests(sale, 1, 40)).limit(40).toList();

        together(8, groups);

        var all = groups.stream().flatMap(List::stream).toList();
        await().atMost(30, SECONDS).until(() -> all.stream().allMatch(this::isTold));
        assertThat(ordered(all)).hasSize(1_000);
        assertStock(sale, 0, 0, 1_000);
        assertThat(database.count(
                        "SELECT SUM(quantity) FROM purchase WHERE sale_id = ? AND decision = 'ORDERED'", text(sale)))
                .isEqualTo(1_000);
    }

    @Test
    void nobody_gets_more_than_the_limit_however_often_and_wherever_they_ask() throws Exception {
        long sale = sales.tea(10_000, 2);
        var customers = FlashSale.requests(sale, 1, 200);
        // Five tickets each, and each ticket twice.
        List<PurchaseRequested> all = customers.stream()
                .flatMap(one -> IntStream.range(0, 5).mapToObj(i -> FlashSale.request(sale, 1, one.customerId(), 1)))
                .flatMap(request -> Stream.of(request, request))
                .toList();
        var groups = IntStream.range(0, 20)
                .mapToObj(group -> IntStream.range(0, all.size())
                        .filter(i -> i % 20 == group || (i + 1) % 20 == group)
                        .mapToObj(all::get)
                        .toList())
                .toList();

        together(8, groups);

        assertThat(database.count("SELECT COUNT(*) FROM sale_customer WHERE sale_id = ? AND units = 2", text(sale)))
                .isEqualTo(200);
        assertThat(database.count("SELECT COUNT(*) FROM purchase WHERE sale_id = ?", text(sale)))
                .isEqualTo(1_000);
        assertStock(sale, 9_600, 0, 400);
    }

    @Test
    void what_was_ordered_before_an_epoch_and_what_was_declared_for_it_are_all_the_units() throws Exception {
        long sale = sales.tea(5_000, 5);
        var groups =
                Stream.generate(() -> FlashSale.requests(sale, 1, 50)).limit(40).toList();
        try (var warming = Executors.newVirtualThreadPerTaskExecutor()) {
            var declared = warming.submit(() -> {
                await().pollInterval(Duration.ofMillis(1))
                        .until(() -> database.count("SELECT sold FROM sale WHERE id = ?", text(sale)) > 200);
                return sales.beginEpoch(sale, 2);
            });
            together(4, groups);

            long ordered = database.count(
                    "SELECT SUM(quantity) FROM purchase WHERE sale_id = ? AND decision = 'ORDERED'", text(sale));
            assertThat(ordered + declared.get(10, SECONDS)).isEqualTo(5_000);
            assertThat(ordered).isBetween(200L, 1_999L);
        }
        var all = groups.stream().flatMap(List::stream).toList();
        await().atMost(30, SECONDS).until(() -> all.stream().allMatch(this::isTold));
        assertThat(all).filteredOn(not(this::isOrdered)).allMatch(request -> isRefused(request, "epoch-ended"));
    }

    /** Every group, by so many instances at once. */
    private void together(int instances, List<List<PurchaseRequested>> groups) throws Exception {
        try (var threads = Executors.newFixedThreadPool(instances)) {
            List<Callable<Handled>> work = groups.stream()
                    .<Callable<Handled>>map(group -> () -> placePurchases.place(group))
                    .toList();
            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).isEqualTo(Handled.Outcome.APPLIED);
            }
        }
    }

    private boolean isTold(PurchaseRequested request) {
        return !gateway.outcomesOf(request).isEmpty();
    }

    private Outcome outcomeOf(PurchaseRequested request) {
        return gateway.outcomesOf(request).getFirst();
    }

    private boolean isOrdered(PurchaseRequested request) {
        return outcomeOf(request).decision() == Decision.ORDERED && database.hasOrder(request.ticket());
    }

    private boolean isRefused(PurchaseRequested request, String reason) {
        return outcomeOf(request).decision() == Decision.REFUSED
                && reason.equals(outcomeOf(request).reason())
                && !database.hasOrder(request.ticket());
    }

    private List<PurchaseRequested> ordered(List<PurchaseRequested> requests) {
        return requests.stream().filter(this::isOrdered).toList();
    }

    private long decisions(PurchaseRequested request) {
        return database.count("SELECT COUNT(*) FROM purchase WHERE ticket = ?", request.ticket());
    }

    private void assertStock(long sale, long available, long reserved, long sold) {
        assertThat(database.query(
                        "SELECT CONCAT(available, ' ', reserved, ' ', sold) FROM sale WHERE id = ?", text(sale)))
                .isEqualTo("%d %d %d".formatted(available, reserved, sold));
    }

    /** INSERT statements that the server has executed for all connections. */
    private long inserts() {
        try (var connection = database.connect();
                var status = connection.createStatement();
                var rows = status.executeQuery("SHOW GLOBAL STATUS LIKE 'Com_insert'")) {
            rows.next();
            return rows.getLong(2);
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String text(long saleId) {
        return Long.toString(saleId);
    }
}
