package io.orderflow.order.sale;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.orderflow.event.SaleWarming;
import io.orderflow.event.StockDeclared;
import io.orderflow.order.Database;
import io.orderflow.order.FlashSale;
import io.orderflow.order.OrderServiceTest;
import io.orderflow.testkit.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a sale gets its epoch and its stock, by the events that the gateway sends and receives. */
@MicronautTest(environments = "local", transactional = false)
class SaleWarmingIT implements OrderServiceTest {

    private final long sale = FlashSale.newId();
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
    void first_warming_declares_all_units() throws Exception {
        gateway.warm(FlashSale.tea(sale, 1, 100, 2));

        awaitDeclared(sale, 1);
        assertThat(gateway.declaredFor(sale)).containsExactly(new StockDeclared(sale, 1, 100));
        assertThat(stock(sale)).isEqualTo("1 100 0 0");
        assertThat(database.query("SELECT currency FROM sale WHERE id = ?", Long.toString(sale)))
                .isEqualTo("EUR");
    }

    @Test
    void next_epoch_declares_what_nobody_has_ordered() throws Exception {
        long id = begunSale();
        buy(id, 1, 3);

        gateway.warm(FlashSale.tea(id, 2, 10, 10));

        awaitDeclared(id, 2);
        assertThat(gateway.declaredFor(id)).last().isEqualTo(new StockDeclared(id, 2, 7));
        assertThat(stock(id)).isEqualTo("2 7 0 3");
    }

    @Test
    void repeat_declares_what_was_there_when_the_epoch_began_whatever_has_come_back_since() throws Exception {
        long id = FlashSale.newId();
        gateway.warm(FlashSale.tea(id, 1, 10, 10, Duration.ofMinutes(5)));
        awaitDeclared(id, 1);
        buy(id, 1, 4);
        gateway.warm(FlashSale.tea(id, 2, 10, 10, Duration.ofMinutes(5)));
        awaitDeclared(id, 2);
        comeBack(id, 2);

        gateway.warm(FlashSale.tea(id, 2, 10, 10, Duration.ofMinutes(5)));

        await().atMost(20, SECONDS).until(() -> gateway.declaredFor(id).size() == 3);
        // Declared once more as 6, and 2 published as returned in epoch 2: 8 are available, not 10.
        assertThat(gateway.declaredFor(id)).last().isEqualTo(new StockDeclared(id, 2, 6));
        assertThat(stock(id)).isEqualTo("2 8 2 0");
    }

    @Test
    void warming_of_an_ended_epoch_changes_nothing_and_is_not_answered() throws Exception {
        long id = begunSale();
        gateway.warm(FlashSale.tea(id, 3, 10, 10));
        awaitDeclared(id, 3);

        gateway.warm(FlashSale.tea(id, 2, 10, 10));
        gateway.warm(FlashSale.tea(id, 3, 10, 10));

        await().atMost(20, SECONDS).until(() -> gateway.declaredFor(id).size() == 3);
        assertThat(gateway.declaredFor(id)).extracting(StockDeclared::epoch).containsExactlyInAnyOrder(1, 3, 3);
        assertThat(stock(id)).isEqualTo("3 10 0 0");
    }

    static Stream<SaleWarming> senseless() {
        long id = FlashSale.newId();
        return Stream.of(
                new SaleWarming(id, 1, "no-such-sku", 500, 10, 1, 0),
                new SaleWarming(id, 1, "tea-green", -1, 10, 1, 0),
                new SaleWarming(id, 1, "tea-green", Long.MAX_VALUE, 10, 2, 0),
                new SaleWarming(id, 1, "tea-green", 500, 0, 1, 0),
                new SaleWarming(id, 1, "tea-green", 500, 10, 0, 0),
                new SaleWarming(id, 1, "tea-green", 500, 10, 1_000_001, 0),
                new SaleWarming(id, 1, "tea-green", 500, 10, 1, -1),
                new SaleWarming(id, 1, "tea-green", 500, 10, 1, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("senseless")
    void sale_that_can_not_be_is_refused_with_a_reason(SaleWarming warming) throws Exception {
        int before = gateway.refusedFor(warming.saleId()).size();
        gateway.warm(warming);

        await().atMost(20, SECONDS)
                .until(() -> gateway.refusedFor(warming.saleId()).size() == before + 1);
        assertThat(gateway.refusedFor(warming.saleId()).getLast().reason()).isNotBlank();
        assertThat(database.count("SELECT COUNT(*) FROM sale WHERE id = ?", Long.toString(warming.saleId())))
                .isZero();
    }

    @Test
    void sale_that_has_begun_keeps_its_terms() throws Exception {
        long id = begunSale();
        for (var other : List.of(
                FlashSale.tea(id, 2, 11, 10),
                FlashSale.tea(id, 2, 10, 11),
                FlashSale.tea(id, 2, 10, 10, Duration.ofMinutes(1)),
                new SaleWarming(id, 2, "mug-blue", 500, 10, 10, 0),
                new SaleWarming(id, 2, "tea-green", 501, 10, 10, 0))) {
            gateway.warm(other);
        }

        await().atMost(20, SECONDS).until(() -> gateway.refusedFor(id).size() == 5);
        assertThat(stock(id)).isEqualTo("1 10 0 0");
    }

    /** Ten units, ten for each. */
    private long begunSale() throws Exception {
        long id = FlashSale.newId();
        gateway.warm(FlashSale.tea(id, 1, 10, 10));
        awaitDeclared(id, 1);
        return id;
    }

    private void buy(long id, int epoch, int units) throws Exception {
        var requests = FlashSale.requests(id, epoch, units);
        gateway.purchase(requests);
        await().atMost(20, SECONDS)
                .until(() -> requests.stream()
                        .noneMatch(request -> gateway.outcomesOf(request).isEmpty()));
    }

    /** As an expiry does it. */
    private void comeBack(long id, int units) {
        database.update(
                "UPDATE sale SET available = available + ?, reserved = reserved - ? WHERE id = ?",
                Integer.toString(units),
                Integer.toString(units),
                Long.toString(id));
    }

    private void awaitDeclared(long id, int epoch) {
        await().atMost(20, SECONDS)
                .until(() -> gateway.declaredFor(id).stream().anyMatch(event -> event.epoch() == epoch));
    }

    /** Epoch, available, reserved, sold. */
    private String stock(long id) {
        return database.query(
                "SELECT CONCAT_WS(' ', epoch, available, reserved, sold) FROM sale WHERE id = ?", Long.toString(id));
    }
}
