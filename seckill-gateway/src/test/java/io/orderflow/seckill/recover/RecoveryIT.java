package io.orderflow.seckill.recover;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.seckill.redis.Admission;
import io.orderflow.seckill.redis.AdmissionBatch;
import io.orderflow.seckill.rehearsal.Client;
import io.orderflow.seckill.rehearsal.OrderServiceStandIn;
import io.orderflow.seckill.rehearsal.RehearsedSale;
import io.orderflow.seckill.rehearsal.RunningGateway;
import io.orderflow.seckill.sale.EpochLost;
import io.orderflow.seckill.sale.SaleState;
import io.orderflow.testkit.TestRedis;
import io.orderflow.testkit.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis loses its memory in mid-sale. The sale pauses by itself, comes back in a new epoch, and its stock is right. */
class RecoveryIT {

    private static final int UNITS = 100;

    private final TestRedis redis = TestServers.get().redis();
    private OrderServiceStandIn orderService;
    private RunningGateway one;
    private RunningGateway other;
    private RehearsedSale sale;

    @BeforeEach
    void openSale() throws Exception {
        orderService = new OrderServiceStandIn(TestServers.get().nameServer());
        one = RunningGateway.start(orderService, Map.of());
        other = RunningGateway.start(orderService, Map.of());
        sale = RehearsedSale.open(one, orderService, UNITS);
        sale.at(other).awaitState(SaleState.OPEN);
    }

    @AfterEach
    void stop() throws Exception {
        redis.start();
        // Otherwise the next test's loss affects this sale as well.
        sale.phase("CLOSED");
        one.close();
        other.close();
        orderService.close();
    }

    @Test
    void flushed_it_comes_back_with_what_order_service_has_left() throws Exception {
        var ordered = sale.buyMany(10);
        awaitSettled(10);
        orderService.holdDeclarations();
        redis.flushAll();
        sale.awaitState(SaleState.REBUILDING);
        sale.at(other).awaitState(SaleState.REBUILDING);
        orderService.goOnDeclaring();
        sale.awaitOpenAfter(1);
        sale.at(other).awaitOpenAfter(1);
        assertThat(sale.stock()).isEqualTo(UNITS - 10);
        assertThat(sale.cached().epoch()).isEqualTo(2);
        assertThat(losses()).isEqualTo(1);
        assertThat(ordered).allMatch(ticket -> sale.decided(ticket, "status").equals("ORDERED"));
    }

    @Test
    void what_customers_hold_survives_the_loss() {
        sale.buy("ada");
        sale.buy("ada");
        awaitSettled(2);
        redis.flushAll();
        sale.awaitOpenAfter(1);
        assertThat(sale.ask(List.of("ada"), 1).getFirst()).isInstanceOf(Admission.LimitReached.class);
    }

    @Test
    void an_admission_that_finds_no_epoch_reports_it_at_once() {
        redis.flushAll();
        one.bean(EpochLost.class).report(sale.id(), 1);
        sale.awaitOpenAfter(1);
        assertThat(sale.stock()).isEqualTo(UNITS);
    }

    @Test
    void scripts_flushed_and_nothing_else_the_epoch_goes_on() throws Exception {
        String ticket = sale.buy("ada");
        redis.flushScripts();
        try (var bob = new Client(one, "bob")) {
            assertThat(bob.buy(sale.id()).status()).as("nobody has looked yet").isEqualTo(409);
            await().atMost(20, SECONDS).until(() -> bob.buy(sale.id()).status() == 202);
        }
        assertThat(sale.cached().epoch()).isEqualTo(1);
        assertThat(sale.decided(ticket, "status")).isEqualTo("ORDERED");
    }

    @Test
    void restarted_empty_a_ticket_without_decision_has_expired_and_stays_so() throws Exception {
        orderService.holdDecisions();
        String asked = sale.buy("ada");
        await().atMost(20, SECONDS).until(() -> orderService.requestsFor(asked) > 0);
        restartWith(null);
        sale.awaitOpenAfter(1);
        // Its request waits at order-service, which decides it now: its epoch is over.
        try (var ada = new Client(one, "ada")) {
            assertThat(ada.ticket(asked).text("status")).isEqualTo("EXPIRED");
            assertThat(ada.ticket(asked).text("reason")).isEqualTo("sale-restarted");
            orderService.goOnDeciding();
            await().atMost(20, SECONDS)
                    .until(() -> sale.decided(asked, "status").equals("REFUSED"));
            assertThat(ada.ticket(asked).text("status")).isEqualTo("EXPIRED");
            assertThat(ada.ticket(asked).text("reason")).isEqualTo("sale-restarted");
        }
        assertThat(sale.stock()).isEqualTo(UNITS);
    }

    @Test
    void old_copy_in_its_place_sells_nothing_twice(@TempDir Path folder) throws Exception {
        sale.buyMany(20);
        awaitSettled(20);
        Path copy = Files.copy(appendOnlyFile(), folder.resolve("copy.aof"));
        sale.buyMany(30);
        awaitSettled(50);
        assertThat(sale.stock()).isEqualTo(UNITS - 50);

        restartWith(copy);
        sale.awaitOpenAfter(1);
        assertThat(sale.stock()).isEqualTo(UNITS - 50);
        sale.buyMany(50);
        await().atMost(30, SECONDS).until(() -> orderService.available(sale.id()) == 0);
        assertThat(sale.ask(List.of("late"), 1).getFirst()).isInstanceOf(Admission.SoldOut.class);
        assertThat(orderService.sold(sale.id())).isEqualTo(UNITS);
    }

    @Test
    void while_redis_is_away_no_epoch_begins_and_a_restart_begins_one() throws Exception {
        redis.pause();
        try {
            await().during(Duration.ofSeconds(3))
                    .atMost(10, SECONDS)
                    .until(() -> sale.cached().epoch() == 1);
        } finally {
            redis.resume();
        }
        assertThat(sale.inRedis().epoch()).isEqualTo(1);
        sale.buy("ada");
        awaitSettled(1);
        restartWith(appendOnlyFile());
        assertThat(sale.call(List.of("bob"), 1))
                .as("it has all of the sale, and does not admit")
                .isEqualTo(new AdmissionBatch.EpochGone());
        sale.awaitOpenAfter(1);
        assertThat(sale.cached().epoch()).isEqualTo(2);
        assertThat(sale.stock()).isEqualTo(UNITS - 1);
    }

    @Test
    void paused_sale_comes_back_paused() throws Exception {
        sale.phase("PAUSED");
        sale.awaitState(SaleState.PAUSED);
        redis.flushAll();
        await().atMost(60, SECONDS).until(() -> sale.cached().epoch() == 2 && sale.state() == SaleState.PAUSED);
        assertThat(sale.ask(List.of("ada"), 1).getFirst()).isInstanceOf(Admission.NotOpen.class);
    }

    @Test
    void units_that_come_back_around_a_loss_are_counted_once() throws Exception {
        var tickets = sale.buyMany(10);
        awaitSettled(10);
        orderService.expireUnpaid(tickets.get(0));
        redis.flushAll();
        orderService.expireUnpaid(tickets.get(1));
        sale.awaitOpenAfter(1);
        orderService.expireUnpaid(tickets.get(2));
        await().atMost(30, SECONDS).until(() -> sale.stock() == UNITS - 7);
        assertThat(orderService.available(sale.id())).isEqualTo(UNITS - 7);
        await().during(Duration.ofSeconds(4)).atMost(10, SECONDS).until(() -> sale.stock() == UNITS - 7);
    }

    @Test
    void ticket_of_an_old_epoch_that_only_order_service_knows_is_asked_for_there() throws Exception {
        String ticket = sale.buy("ada");
        awaitSettled(1);
        redis.flushAll();
        sale.awaitOpenAfter(1);
        // This schema has lost it as well.
        try (var connection = TestServers.get().database("sales").connect();
                var delete = connection.prepareStatement("DELETE FROM ticket WHERE id = ?")) {
            delete.setString(1, ticket);
            delete.executeUpdate();
        }
        try (var ada = new Client(one, "ada");
                var bob = new Client(one, "bob")) {
            assertThat(ada.ticket(ticket).text("status")).isEqualTo("ORDERED");
            assertThat(bob.ticket(ticket).text("status")).isEqualTo("EXPIRED");
            orderService.close();
            var away = ada.ticket(ticket);
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.header("Retry-After")).isEqualTo("1");
        }
    }

    /** @param appendOnlyFile what it reads when it starts; null for nothing */
    private void restartWith(Path appendOnlyFile) throws Exception {
        Path file = appendOnlyFile();
        redis.kill9();
        if (appendOnlyFile == null) {
            Files.delete(file);
        } else if (!appendOnlyFile.equals(file)) {
            Files.copy(appendOnlyFile, file, StandardCopyOption.REPLACE_EXISTING);
        }
        redis.start();
    }

    private static Path appendOnlyFile() {
        return Path.of(
                "target", "test-servers", Long.toString(ProcessHandle.current().pid()), "redis", "appendonly.aof");
    }

    private void awaitSettled(int tickets) {
        await().atMost(30, SECONDS).until(() -> sale.inRedis().settled() == tickets);
    }

    private double losses() {
        return List.of(one, other).stream()
                .flatMap(gateway -> gateway.bean(MeterRegistry.class).find("sale.epochs.lost").counters().stream())
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
