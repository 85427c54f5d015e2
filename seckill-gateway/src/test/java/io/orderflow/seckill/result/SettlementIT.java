package io.orderflow.seckill.result;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderflow.event.PurchasesDecided.Decision;
import io.orderflow.event.PurchasesDecided.Outcome;
import io.orderflow.event.UnitsReturned.Units;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.consume.PoisonMessageException;
import io.orderflow.seckill.TicketId;
import io.orderflow.seckill.redis.Admission;
import io.orderflow.seckill.redis.LoadedSales;
import io.orderflow.seckill.redis.SaleSnapshot;
import io.orderflow.seckill.rehearsal.OrderServiceStandIn;
import io.orderflow.seckill.rehearsal.RehearsedSale;
import io.orderflow.seckill.rehearsal.RunningGateway;
import io.orderflow.testkit.TestServers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Outcomes come repeated, reordered, and again after a crash: each unit is given back exactly once. */
class SettlementIT {

    private static final int UNITS = 10;

    private static OrderServiceStandIn orderService;
    private static RunningGateway gateway;

    private RehearsedSale sale;
    private SettleTickets settle;

    @BeforeAll
    static void start() throws Exception {
        orderService = new OrderServiceStandIn(TestServers.get().nameServer());
        // Each test publishes its own decisions.
        orderService.holdDecisions();
        gateway = RunningGateway.start(orderService, Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        orderService.close();
    }

    @BeforeEach
    void openSale() throws Exception {
        sale = RehearsedSale.open(gateway, orderService, UNITS);
        settle = gateway.bean(SettleTickets.class);
    }

    @Test
    void refused_ticket_gives_its_unit_back_once_however_often_it_is_told() throws Exception {
        String ticket = sale.buy("ada");
        assertThat(sale.stock()).isEqualTo(UNITS - 1);
        for (int times = 0; times < 3; times++) {
            assertThat(settle.decided(List.of(outcome(ticket, "ada", Decision.REFUSED, "sold-out"))))
                    .isEqualTo(Handled.Outcome.APPLIED);
        }
        assertThat(sale.stock()).isEqualTo(UNITS);
        assertThat(sale.inRedis().waiting()).isZero();
        assertThat(sale.decided(ticket, "status")).isEqualTo("REFUSED");
        assertThat(sale.decided(ticket, "reason")).isEqualTo("sold-out");
    }

    @Test
    void outcome_that_can_not_be_stored_is_told_alone_and_all_are_settled() {
        var tickets = List.of(sale.buy("ada"), sale.buy("bob"), sale.buy("cleo"));
        var tooLong = "a-reason-that-is-longer-than-its-column";
        assertThatThrownBy(() -> settle.decided(List.of(
                        outcome(tickets.get(0), "ada", Decision.REFUSED, "sold-out"),
                        outcome(tickets.get(1), "bob", Decision.REFUSED, tooLong),
                        outcome(tickets.get(2), "cleo", Decision.REFUSED, "sold-out"))))
                .isInstanceOf(PoisonMessageException.class)
                .hasMessageContaining(tickets.get(1));
        assertThat(sale.decided(tickets.get(0), "status")).isEqualTo("REFUSED");
        assertThat(sale.decided(tickets.get(2), "status")).isEqualTo("REFUSED");
        assertThat(sale.stock()).isEqualTo(UNITS);
        assertThat(sale.inRedis().waiting()).isZero();
    }

    @Test
    void who_was_refused_may_buy_up_to_the_limit_again() throws Exception {
        String first = sale.buy("ada");
        sale.buy("ada");
        assertThat(sale.ask(List.of("ada"), 1).getFirst()).isInstanceOf(Admission.LimitReached.class);
        settle.decided(List.of(outcome(first, "ada", Decision.EXPIRED, "reservation-expired")));
        assertThat(sale.ask(List.of("ada"), 1).getFirst()).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void unpaid_order_gives_its_unit_back_once_however_often_it_is_told() throws Exception {
        String ticket = sale.buy("ada");
        settle.decided(List.of(ordered(ticket, "ada")));
        assertThat(sale.stock()).isEqualTo(UNITS - 1);
        for (int times = 0; times < 3; times++) {
            assertThat(settle.returned(List.of(returned(ticket, "ada", epoch()))))
                    .isEqualTo(Handled.Outcome.APPLIED);
        }
        assertThat(sale.stock()).isEqualTo(UNITS);
        assertThat(sale.decided(ticket, "status")).isEqualTo("EXPIRED");
        assertThat(sale.decided(ticket, "reason")).isEqualTo("unpaid");
        assertThat(sale.decided(ticket, "ordered")).isEqualTo("1");
    }

    @Test
    void return_that_overtakes_its_order_leaves_the_same() throws Exception {
        String ticket = sale.buy("ada");
        settle.returned(List.of(returned(ticket, "ada", epoch())));
        settle.decided(List.of(ordered(ticket, "ada")));
        settle.returned(List.of(returned(ticket, "ada", epoch())));
        assertThat(sale.stock()).isEqualTo(UNITS);
        assertThat(sale.inRedis().waiting()).isZero();
        assertThat(sale.decided(ticket, "status")).isEqualTo("EXPIRED");
        assertThat(sale.decided(ticket, "reason")).isEqualTo("unpaid");
        assertThat(sale.decided(ticket, "epoch")).isEqualTo(Integer.toString(epoch()));
    }

    @Test
    void crash_between_database_and_redis_is_repaired_by_the_redelivery() throws Exception {
        String refused = sale.buy("ada");
        String unpaid = sale.buy("bob");
        var tickets = gateway.bean(Tickets.class);
        var refusal = outcome(refused, "ada", Decision.REFUSED, "sold-out");
        var order = ordered(unpaid, "bob");
        var units = returned(unpaid, "bob", epoch());
        tickets.decided(List.of(DecidedTicket.of(refusal), DecidedTicket.of(order)));
        tickets.unpaid(List.of(DecidedTicket.unpaid(units)));
        assertThat(sale.stock()).isEqualTo(UNITS - 2);

        settle.decided(List.of(refusal, order));
        settle.returned(List.of(units));
        assertThat(sale.stock()).isEqualTo(UNITS);
        assertThat(sale.inRedis().waiting()).isZero();
    }

    @Test
    void units_that_come_back_in_an_epoch_that_is_not_loaded_wait_for_it() throws Exception {
        String ticket = sale.buy("ada");
        settle.decided(List.of(ordered(ticket, "ada")));
        var units = returned(ticket, "ada", epoch() + 1);
        assertThat(settle.returned(List.of(units))).isInstanceOf(Handled.Later.class);
        assertThat(sale.stock()).isEqualTo(UNITS - 1);

        load(epoch() + 1, UNITS - 1);
        assertThat(settle.returned(List.of(units))).isEqualTo(Handled.Outcome.APPLIED);
        assertThat(settle.returned(List.of(units))).isEqualTo(Handled.Outcome.APPLIED);
        assertThat(sale.stock()).isEqualTo(UNITS);
    }

    @Test
    void units_that_came_back_before_an_epoch_began_are_in_its_stock_already() throws Exception {
        String ticket = sale.buy("ada");
        settle.decided(List.of(ordered(ticket, "ada")));
        load(epoch() + 1, UNITS);
        assertThat(settle.returned(List.of(returned(ticket, "ada", epoch())))).isEqualTo(Handled.Outcome.APPLIED);
        assertThat(settle.decided(List.of(outcome(ticket, "ada", Decision.REFUSED, "sold-out"))))
                .isEqualTo(Handled.Outcome.APPLIED);
        assertThat(sale.stock()).isEqualTo(UNITS);
    }

    @Test
    void a_hundred_outcomes_in_any_order_from_many_threads_add_up() throws Exception {
        var big = RehearsedSale.open(gateway, orderService, 100);
        var tickets = big.buyMany(100);
        assertThat(big.stock()).isZero();
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < tickets.size(); i++) {
            String ticket = tickets.get(i);
            // A third ordered, a third refused, a third ordered and not paid.
            told.add(i % 3 == 1 ? refuse(big, ticket) : order(big, ticket));
            if (i % 3 == 2) {
                told.add(giveBack(big, ticket));
            }
        }
        told.addAll(List.copyOf(told));
        Collections.shuffle(told, new Random(7));
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var done : threads.invokeAll(told)) {
                assertThat(done.get()).isEqualTo(Handled.Outcome.APPLIED);
            }
        }
        assertThat(big.stock()).isEqualTo(66);
        assertThat(big.inRedis().waiting()).isZero();
        assertThat(big.decidedTickets()).isEqualTo(100);
    }

    @Test
    void stock_that_comes_back_to_a_sold_out_sale_reaches_every_board() throws Exception {
        var last = RehearsedSale.open(gateway, orderService, 1);
        String ticket = last.buy("ada");
        await().atMost(10, SECONDS).until(() -> last.cached().isSoldOut());
        settle.decided(List.of(
                new Outcome(ticket, last.id(), 1, "ada", 1, Decision.REFUSED, "sold-out", Instant.now(), null, null)));
        await().atMost(10, SECONDS).until(() -> !last.cached().isSoldOut());
    }

    private interface Told extends java.util.concurrent.Callable<Handled> {}

    private Told order(RehearsedSale of, String ticket) {
        return () -> settle.decided(
                List.of(new Outcome(ticket, of.id(), 1, "x", 1, Decision.ORDERED, null, Instant.now(), null, null)));
    }

    private Told refuse(RehearsedSale of, String ticket) {
        return () -> settle.decided(List.of(
                new Outcome(ticket, of.id(), 1, "x", 1, Decision.REFUSED, "sold-out", Instant.now(), null, null)));
    }

    private Told giveBack(RehearsedSale of, String ticket) {
        return () -> settle.returned(List.of(new Units(ticket, of.id(), 1, "x", 1, Instant.now())));
    }

    private int epoch() {
        return sale.cached().epoch();
    }

    private void load(int epoch, long stock) {
        var row = sale.cached().sale();
        assertThat(gateway.bean(LoadedSales.class)
                        .load(
                                sale.id(),
                                epoch,
                                SaleSnapshot.State.OPEN,
                                stock,
                                row.terms(java.time.Duration.ofMinutes(2)),
                                List.of()))
                .isTrue();
    }

    private Outcome ordered(String ticket, String customer) {
        return outcome(ticket, customer, Decision.ORDERED, null);
    }

    private Outcome outcome(String ticket, String customer, Decision decision, @Nullable String reason) {
        int epoch = TicketId.parse(ticket).orElseThrow().epoch();
        return new Outcome(ticket, sale.id(), epoch, customer, 1, decision, reason, Instant.now(), null, null);
    }

    private Units returned(String ticket, String customer, int epoch) {
        return new Units(ticket, sale.id(), epoch, customer, 1, Instant.now());
    }
}
