package io.orderflow.seckill.buffer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.seckill.redis.Admission;
import io.orderflow.seckill.redis.AdmissionQueue;
import io.orderflow.seckill.rehearsal.OrderServiceStandIn;
import io.orderflow.seckill.rehearsal.RehearsedSale;
import io.orderflow.seckill.rehearsal.RunningGateway;
import io.orderflow.seckill.sale.SaleState;
import io.orderflow.testkit.ServiceProcess;
import io.orderflow.testkit.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whichever process dies, every ticket's request reaches the broker, and the queue is empty afterwards. */
class RelayIT {

    private static final int UNITS = 5_000;

    /** Relays nothing until a test calls it. */
    private static final Map<String, String> LOOKS_ON = Map.of("buffer.look", "1h", "buffer.take-over-after", "2s");

    private OrderServiceStandIn orderService;

    @BeforeEach
    void start() throws Exception {
        orderService = new OrderServiceStandIn(TestServers.get().nameServer());
    }

    @AfterEach
    void stop() {
        TestServers.get().broker().start();
        orderService.close();
    }

    @Test
    void two_instances_share_a_queue_and_every_ticket_is_decided() throws Exception {
        try (var one = RunningGateway.start(orderService, Map.of());
                var other = RunningGateway.start(orderService, Map.of())) {
            var sale = RehearsedSale.open(one, orderService, UNITS);
            sale.at(other).awaitState(SaleState.OPEN);
            List<String> tickets = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                tickets.addAll(sale.buyMany(100));
            }
            awaitDecided(sale, tickets);
            assertThat(relayed(one) + relayed(other)).isEqualTo(tickets.size());
            assertThat(orderService.sold(sale.id())).isEqualTo(tickets.size());
            assertThat(queue(one, sale)).isZero();
        }
    }

    @Test
    void busy_sale_does_not_wait_for_idle_ones() throws Exception {
        // One entry at a time: a pause of the length of an idle look between them would show.
        var oneByOne = Map.of("buffer.batch", "1", "buffer.shortest-idle", "1s", "buffer.longest-idle", "1s");
        try (var gateway = RunningGateway.start(orderService, oneByOne)) {
            var busy = RehearsedSale.open(gateway, orderService, UNITS, 9).getLast();
            busy.buyMany(100);
            await().atMost(30, SECONDS).until(() -> queue(gateway, busy) == 0);
        }
    }

    @Test
    void without_the_broker_nothing_is_lost_and_everything_is_sent_when_it_is_back() throws Exception {
        try (var gateway = RunningGateway.start(orderService, Map.of())) {
            var sale = RehearsedSale.open(gateway, orderService, UNITS);
            TestServers.get().broker().kill9();
            var tickets = sale.buyMany(50);
            await().during(Duration.ofSeconds(4))
                    .atMost(10, SECONDS)
                    .until(() -> queue(gateway, sale) == tickets.size());
            TestServers.get().broker().start();
            awaitDecided(sale, tickets);
            assertThat(queue(gateway, sale)).isZero();
        }
    }

    @Test
    void killed_while_it_sends_another_instance_takes_over() throws Exception {
        try (var successor = RunningGateway.start(orderService, LOOKS_ON);
                var doomed = ServiceProcess.start("seckill-gateway", RunningGateway.environment(orderService))) {
            var sale = RehearsedSale.open(successor, orderService, UNITS);
            TestServers.get().broker().pause();
            var tickets = sale.buyMany(50);
            // It hangs in its send, and owns the entries.
            await().atMost(20, SECONDS)
                    .until(() -> successor
                            .bean(AdmissionQueue.class)
                            .read(sale.id(), "onlooker", 1)
                            .isEmpty());
            doomed.kill9();
            TestServers.get().broker().resume();
            successor.bean(PurchaseRelay.class).look();
            awaitDecided(sale, tickets);
        }
    }

    @Test
    void killed_between_broker_and_redis_the_requests_arrive_again_and_are_decided_once(@TempDir Path classes)
            throws Exception {
        copyBean(classes);
        try (var successor = RunningGateway.start(orderService, LOOKS_ON)) {
            var sale = RehearsedSale.open(successor, orderService, UNITS);
            try (var doomed = ServiceProcess.start(
                    "seckill-gateway",
                    RunningGateway.environment(orderService),
                    Map.of("rehearsal.die-before-acknowledge", "true"),
                    List.of(classes))) {
                var tickets = sale.buyMany(50);
                assertThat(doomed.exit().get(60, SECONDS)).isEqualTo(137);
                assertThat(queue(successor, sale)).isEqualTo(50);
                // The other one has been looking on so far.
                successor.bean(PurchaseRelay.class).look();
                await().atMost(30, SECONDS)
                        .until(() -> tickets.stream().allMatch(ticket -> orderService.requestsFor(ticket) >= 2));
                awaitDecided(sale, tickets);
                assertThat(orderService.sold(sale.id())).isEqualTo(50);
                assertThat(meter(successor, "sale.queue.taken.over")).isEqualTo(50);
            }
        }
    }

    @Test
    void ticket_whose_request_is_not_answered_is_asked_for_again_when_its_reservation_is_over() throws Exception {
        try (var gateway =
                RunningGateway.start(orderService, Map.of("sales.reservation", "2s", "buffer.overdue-pause", "2s"))) {
            var sale = RehearsedSale.open(gateway, orderService, UNITS);
            orderService.holdDecisions();
            String ticket = sale.buy("ada");
            await().atMost(30, SECONDS).until(() -> orderService.requestsFor(ticket) >= 2);
            var requests = orderService.requests(ticket);
            assertThat(requests.getLast().epoch()).isEqualTo(requests.getFirst().epoch());
            assertThat(requests.getLast().requestedAt())
                    .isBetween(
                            requests.getFirst().requestedAt().minusMillis(200),
                            requests.getFirst().requestedAt().plusMillis(200));
            orderService.goOnDeciding();
            awaitDecided(sale, List.of(ticket));
            assertThat(sale.decided(ticket, "status")).isEqualTo("EXPIRED");
            assertThat(sale.stock()).isEqualTo(UNITS);
        }
    }

    @Test
    void ticket_that_is_never_answered_is_asked_for_so_often_and_then_refused_unless_order_service_knows_better()
            throws Exception {
        try (var gateway = RunningGateway.start(
                orderService,
                Map.of("sales.reservation", "1s", "buffer.overdue-pause", "1s", "buffer.overdue-questions", "2"))) {
            var sale = RehearsedSale.open(gateway, orderService, UNITS);
            orderService.holdDecisions();
            String ticket = sale.buy("ada");
            awaitRefused(gateway, sale, ticket);
            assertThat(sale.stock()).isEqualTo(UNITS);
            long asked = orderService.requestsFor(ticket);
            assertThat(asked).as("its request, and two questions").isLessThanOrEqualTo(3);
            await().during(Duration.ofSeconds(3))
                    .atMost(10, SECONDS)
                    .until(() -> orderService.requestsFor(ticket) == asked);

            orderService.goOnDeciding();
            await().atMost(30, SECONDS)
                    .until(() -> sale.decided(ticket, "status").equals("EXPIRED"));
            assertThat(sale.stock()).isEqualTo(UNITS);
        }
    }

    @Test
    void request_that_can_not_be_sent_is_refused_alone_and_the_others_of_its_call_are_decided() throws Exception {
        try (var gateway = RunningGateway.start(orderService, Map.of("sales.reservation", "10s"))) {
            var sale = RehearsedSale.open(gateway, orderService, UNITS);
            String tooLong = "x".repeat(5 << 20);
            var tickets = sale.ask(List.of("ada", "bob", tooLong, "cleo"), 1).stream()
                    .map(answer -> ((Admission.Admitted) answer).ticket())
                    .toList();
            await().atMost(30, SECONDS)
                    .until(() -> Stream.of(0, 1, 3)
                            .allMatch(innocent -> sale.decided(tickets.get(innocent), "status")
                                    .equals("ORDERED")));
            awaitRefused(gateway, sale, tickets.get(2));
            assertThat(sale.stock()).isEqualTo(UNITS - 3);
            assertThat(queue(gateway, sale)).isZero();
        }
    }

    private static void awaitRefused(RunningGateway gateway, RehearsedSale sale, String ticket) {
        await().atMost(60, SECONDS).until(() -> sale.decided(ticket, "reason").equals("unprocessable"));
        assertThat(sale.decided(ticket, "status")).isEqualTo("REFUSED");
        await().atMost(20, SECONDS).until(() -> sale.inRedis().waiting() == 0);
        assertThat(meter(gateway, "sale.queue.given.up")).isGreaterThanOrEqualTo(1);
    }

    /** And settled. */
    private void awaitDecided(RehearsedSale sale, List<String> tickets) {
        await().atMost(90, SECONDS).until(() -> sale.decidedTickets() == tickets.size());
        await().atMost(20, SECONDS).until(() -> sale.inRedis().waiting() == 0);
        assertThat(sale.stock()).isEqualTo(orderService.available(sale.id()));
    }

    private static long queue(RunningGateway gateway, RehearsedSale sale) {
        return gateway.bean(AdmissionQueue.class).size(sale.id());
    }

    private static long relayed(RunningGateway gateway) {
        return (long) meter(gateway, "sale.queue.relayed");
    }

    private static double meter(RunningGateway gateway, String name) {
        return gateway.bean(MeterRegistry.class).get(name).counter().count();
    }

    /** This one bean and nothing else of the tests goes into the child's class path. */
    private static void copyBean(Path to) throws IOException {
        Path classes = Path.of("target", "test-classes");
        try (var files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> path.toString().contains(DiesBeforeAcknowledge.class.getSimpleName()))
                    .toList()) {
                Path copy = to.resolve(classes.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
