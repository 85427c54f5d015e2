package io.orderflow.order.purchase;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.serde.ObjectMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.orderflow.event.PurchaseRequested;
import io.orderflow.event.PurchasesDecided.Decision;
import io.orderflow.order.Database;
import io.orderflow.order.FlashSale;
import io.orderflow.order.OrderServiceTest;
import io.orderflow.order.sale.SaleFixture;
import io.orderflow.testkit.TestServers;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A request that can never be processed becomes a dead letter with its reason, and holds up no other. */
@MicronautTest(environments = "local", transactional = false)
class BadRequestIT implements OrderServiceTest {

    @Inject
    SaleFixture sales;

    private Database database;
    private FlashSale gateway;

    @BeforeAll
    void start() throws Exception {
        database = new Database(TestServers.get().database("orders"));
        gateway = new FlashSale(TestServers.get().nameServer());
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void request_that_can_not_be_read_is_a_dead_letter_at_once() throws Exception {
        String key = UUID.randomUUID().toString();
        gateway.purchaseWith(key, "{\"ticket\":");

        awaitDeadLetter(key, "PurchaseRequested");
    }

    @Test
    void request_for_nothing_is_a_dead_letter_and_the_others_of_its_group_are_ordered() throws Exception {
        long sale = sales.tea(100, 5);
        var good = FlashSale.requests(sale, 1, 20);
        var bad = FlashSale.request(sale, 1, "ada", 0);
        gateway.purchase(List.of(good.get(0), bad, good.get(1)));
        gateway.purchase(good);

        awaitDeadLetter(bad.ticket(), "at least 1");
        await().atMost(30, SECONDS).until(() -> good.stream().allMatch(request -> database.hasOrder(request.ticket())));
        assertThat(database.hasOrder(bad.ticket())).isFalse();
    }

    @Test
    void request_for_nothing_in_a_message_for_many_leaves_the_others_ordered_and_the_message_is_a_dead_letter()
            throws Exception {
        long sale = sales.tea(100, 5);
        var good = FlashSale.requests(sale, 1, 20);
        var bad = FlashSale.request(sale, 1, "ada", 0);
        var all = new ArrayList<>(good);
        all.add(7, bad);
        String key = gateway.purchaseTogether(all);

        awaitDeadLetter(key, "at least 1");
        await().atMost(30, SECONDS).until(() -> good.stream().allMatch(request -> database.hasOrder(request.ticket())));
        awaitRefused(bad);
    }

    @Test
    void buyer_without_a_name_leaves_the_others_of_a_message_ordered_and_the_message_is_a_dead_letter()
            throws Exception {
        long sale = sales.tea(100, 5);
        var good = FlashSale.requests(sale, 1, 11);
        // A space: this test's serialiser would leave an empty text out, which no service does any more.
        var bad = FlashSale.request(sale, 1, " ", 1);
        var all = new ArrayList<>(good);
        all.add(5, bad);
        String key = gateway.purchaseTogether(all);

        awaitDeadLetter(key, "1 to 64 characters");
        await().atMost(30, SECONDS).until(() -> good.stream().allMatch(request -> database.hasOrder(request.ticket())));
        awaitRefused(bad);
    }

    @Test
    void ticket_that_is_none_and_customer_that_is_none_are_dead_letters() throws Exception {
        var request = FlashSale.request(sales.tea(10, 5), 1, "ada", 1);
        var ticket = new PurchaseRequested(
                "no-ticket-" + UUID.randomUUID(),
                request.saleId(),
                1,
                "ada",
                1,
                request.requestedAt(),
                request.expiresAt());
        var customer = new PurchaseRequested(
                request.ticket(), request.saleId(), 1, "a".repeat(65), 1, request.requestedAt(), request.expiresAt());
        for (var bad : List.of(ticket, customer)) {
            gateway.purchaseWith(bad.ticket(), ObjectMapper.getDefault().writeValueAsString(bad));
        }

        awaitDeadLetter(ticket.ticket(), "UUID");
        awaitDeadLetter(customer.ticket(), "1 to 64 characters");
    }

    @Test
    void customer_of_65_characters_is_refused_and_told_with_what_fits_into_a_row() throws Exception {
        var request = FlashSale.request(sales.tea(10, 5), 1, "ada", 1);
        var tooLong = new PurchaseRequested(
                request.ticket(), request.saleId(), 1, "a".repeat(65), 1, request.requestedAt(), request.expiresAt());
        gateway.purchaseWith(tooLong.ticket(), ObjectMapper.getDefault().writeValueAsString(tooLong));

        awaitRefused(tooLong);
        assertThat(gateway.outcomesOf(tooLong).getFirst().customerId()).isEqualTo("a".repeat(64));
    }

    @Test
    void purchase_that_can_not_be_written_is_refused_alone_and_one_dead_letter_tells_of_it() throws Exception {
        long sale = sales.tea(100, 5);
        var good = FlashSale.requests(sale, 1, 11);
        var bad = FlashSale.request(sale, 1, "the-column-is-full", 1);
        database.update(
                "INSERT INTO sale_customer (sale_id, customer_id, units, unit_limit) VALUES (?, ?, ?, ?)",
                Long.toString(sale),
                bad.customerId(),
                Integer.toString(Integer.MAX_VALUE),
                Integer.toString(Integer.MAX_VALUE));
        var all = new ArrayList<>(good);
        all.add(5, bad);
        String key = gateway.purchaseTogether(all);

        await().atMost(30, SECONDS).until(() -> good.stream().allMatch(request -> database.hasOrder(request.ticket())));
        awaitRefused(bad);
        awaitDeadLetter(key, bad.ticket());
        assertThat(database.query("SELECT available FROM sale WHERE id = ?", Long.toString(sale)))
                .isEqualTo("89");
    }

    /** The gateway gives its units back. */
    private void awaitRefused(PurchaseRequested bad) {
        await().atMost(30, SECONDS).until(() -> !gateway.outcomesOf(bad).isEmpty());
        assertThat(gateway.outcomesOf(bad)).allSatisfy(outcome -> {
            assertThat(outcome.decision()).isEqualTo(Decision.REFUSED);
            assertThat(outcome.reason()).isEqualTo("unprocessable");
        });
        assertThat(database.hasOrder(bad.ticket())).isFalse();
    }

    private void awaitDeadLetter(String key, String reason) {
        String rows = "SELECT reason FROM delivery_failure WHERE message_key = ? AND disposition = 'DEAD_LETTER'"
                + " AND consumer_group = 'purchase-placement'";
        await().atMost(30, SECONDS).until(() -> !database.list(rows, key).isEmpty());
        assertThat(database.list(rows, key)).singleElement().asString().contains(reason);
    }
}
