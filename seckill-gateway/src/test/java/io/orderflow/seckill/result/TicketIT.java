package io.orderflow.seckill.result;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.event.PurchaseEvents;
import io.orderflow.event.PurchasesDecided;
import io.orderflow.event.PurchasesDecided.Decision;
import io.orderflow.event.PurchasesDecided.Outcome;
import io.orderflow.seckill.SettableClock;
import io.orderflow.seckill.TicketId;
import io.orderflow.seckill.rehearsal.Client;
import io.orderflow.seckill.rehearsal.EventStream;
import io.orderflow.seckill.rehearsal.EventStream.Received;
import io.orderflow.seckill.rehearsal.OrderServiceStandIn;
import io.orderflow.seckill.rehearsal.RehearsedSale;
import io.orderflow.seckill.rehearsal.RunningGateway;
import io.orderflow.seckill.sale.SaleState;
import io.orderflow.testkit.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a customer is answered about a ticket: asked once, or followed, on any of two instances. */
class TicketIT {

    private static final String EVENT_STREAM = "text/event-stream";

    private static OrderServiceStandIn orderService;
    private static RunningGateway here;
    private static RunningGateway there;

    private RehearsedSale sale;
    private final Client ada = new Client(here, "ada");
    private final Client adaThere = new Client(there, "ada");
    private final Client bob = new Client(here, "bob");

    @BeforeAll
    static void start() throws Exception {
        orderService = new OrderServiceStandIn(TestServers.get().nameServer());
        // Each test publishes its own decisions.
        orderService.holdDecisions();
        var settings = Map.of("tickets.streams", "3", "tickets.heartbeat", "500ms", "tickets.every", "200ms");
        here = RunningGateway.start(orderService, settings);
        there = RunningGateway.start(orderService, settings);
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
        orderService.close();
    }

    @BeforeEach
    void openSale() throws Exception {
        sale = RehearsedSale.open(here, orderService, 100);
        sale.at(there).awaitState(SaleState.OPEN);
    }

    @AfterEach
    void hangUp() {
        ada.close();
        adaThere.close();
        bob.close();
        await().atMost(20, SECONDS).until(() -> openStreams(here) == 0 && openStreams(there) == 0);
    }

    @Test
    void waiting_ticket_tells_its_position_and_when_to_ask_again() {
        sale.buy("bob");
        String ticket = sale.buy("ada");
        var answer = ada.ticket(ticket);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("ticket")).isEqualTo(ticket);
        assertThat(answer.text("status")).isEqualTo("QUEUED");
        assertThat(answer.text("position")).isEqualTo("2");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }

    /** order-service is unavailable: the estimate climbed without end, and Retry-After with it. */
    @Test
    void while_nothing_is_decided_the_wait_is_unknown_and_then_it_is_known_again() throws Exception {
        String ticket = sale.buy("ada");
        assertThat(ada.ticket(ticket).text("estimatedWaitMillis")).isEqualTo("null");
        for (int i = 0; i < 2; i++) {
            await().atMost(20, SECONDS).pollInterval(Duration.ofMillis(300)).until(() -> {
                String other = UUID.randomUUID().toString();
                decide(sale.buy(other), other, Decision.ORDERED, null);
                return !ada.ticket(ticket).text("estimatedWaitMillis").equals("null");
            });
            await().atMost(15, SECONDS).until(() -> {
                var answer = ada.ticket(ticket);
                assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 10);
                String wait = answer.text("estimatedWaitMillis");
                assertThat(wait.equals("null") || Long.parseLong(wait) <= 120_000)
                        .as(wait)
                        .isTrue();
                return wait.equals("null");
            });
        }
    }

    @Test
    void ordered_ticket_tells_where_its_order_is() throws Exception {
        String ticket = sale.buy("ada");
        decide(ticket, Decision.ORDERED, null);
        var answer = awaitStatus(ada, ticket, "ORDERED");
        assertThat(answer.text("orderId")).isEqualTo(ticket);
        assertThat(answer.text("order")).isEqualTo(orderService.url() + "/orders/" + ticket);
        assertThat(answer.header("Link")).contains(orderService.url() + "/orders/" + ticket);
        assertThat(answer.header("Retry-After")).isEmpty();
    }

    @Test
    void refused_and_expired_tickets_tell_why() throws Exception {
        String refused = sale.buy("ada");
        String expired = sale.buy("ada");
        decide(refused, Decision.REFUSED, "limit-reached");
        decide(expired, Decision.EXPIRED, "reservation-expired");
        assertThat(awaitStatus(ada, refused, "REFUSED").text("reason")).isEqualTo("limit-reached");
        assertThat(awaitStatus(ada, expired, "EXPIRED").text("reason")).isEqualTo("reservation-expired");
    }

    @Test
    void text_that_is_no_ticket_is_not_there_even_where_it_is_nearly_one() throws Exception {
        String decided = sale.buy("ada");
        decide(decided, Decision.ORDERED, null);
        awaitStatus(ada, decided, "ORDERED");
        for (String odd : List.of(
                decided + "%20",
                "%C3%A9",
                "%E8%8C%B6",
                "%F0%9F%8D%B5",
                "%D7%A9%D7%9C%D7%95%D7%9D",
                "%00",
                "x".repeat(300))) {
            assertThat(ada.ticket(odd).status()).as(odd).isEqualTo(404);
        }
    }

    @Test
    void somebody_elses_ticket_is_not_there() throws Exception {
        String waiting = sale.buy("ada");
        String decided = sale.buy("ada");
        decide(decided, Decision.ORDERED, null);
        awaitStatus(ada, decided, "ORDERED");
        for (String ticket : List.of(waiting, decided)) {
            var answer = bob.ticket(ticket);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text("type")).isEqualTo("/problems/not-found");
        }
    }

    @Test
    void what_never_was_a_ticket_is_not_there() {
        for (String id : List.of(
                "x",
                UUID.randomUUID().toString(),
                TicketId.next(sale.id(), 1, 1_000).toString(),
                TicketId.next(sale.id(), 9, 1_000).toString(),
                TicketId.next(4_000_000, 1, 1_000).toString())) {
            assertThat(ada.ticket(id).status()).as(id).isEqualTo(404);
        }
    }

    @Test
    void stream_tells_the_present_the_progress_and_the_decision_and_ends() throws Exception {
        String first = sale.buy("bob");
        String ticket = sale.buy("ada");
        var stream = ada.follow(ticket, "");
        assertThat(stream.status()).isEqualTo(200);
        await().atMost(10, SECONDS).until(() -> !stream.events().isEmpty());
        assertThat(stream.events().getFirst().text("position")).isEqualTo("2");
        decide(first, "bob", Decision.ORDERED, null);
        await().atMost(10, SECONDS).until(() -> stream.events().size() == 2);
        assertThat(stream.events().get(1).text("position")).isEqualTo("1");
        decide(ticket, Decision.ORDERED, null);
        await().atMost(10, SECONDS).until(stream::isEnded);
        assertThat(stream.events().getLast().text("status")).isEqualTo("ORDERED");
        assertThat(stream.events().getLast().text("order")).isEqualTo(orderService.url() + "/orders/" + ticket);
        assertThat(stream.events()).hasSize(3);
    }

    @Test
    void every_instance_pushes_whoever_settled_the_ticket() throws Exception {
        String ticket = sale.buy("ada");
        var one = ada.follow(ticket, "");
        var other = adaThere.follow(ticket, "");
        awaitOpen(one);
        awaitOpen(other);
        decide(ticket, Decision.REFUSED, "sold-out");
        await().atMost(3, SECONDS).until(() -> one.isEnded() && other.isEnded());
        assertThat(one.events().getLast().text("reason")).isEqualTo("sold-out");
        assertThat(other.events().getLast().text("reason")).isEqualTo("sold-out");
    }

    @Test
    void stream_resumes_elsewhere_without_telling_anything_twice() throws Exception {
        String first = sale.buy("bob");
        String ticket = sale.buy("ada");
        var stream = ada.follow(ticket, "");
        awaitOpen(stream);
        String seen = stream.events().getLast().id();
        var resumed = adaThere.follow(ticket, seen);
        await().atMost(10, SECONDS).until(() -> !resumed.comments().isEmpty());
        decide(first, "bob", Decision.ORDERED, null);
        await().atMost(10, SECONDS).until(() -> !resumed.events().isEmpty());
        assertThat(resumed.events().getFirst().text("position")).isEqualTo("1");
        decide(ticket, Decision.ORDERED, null);
        await().atMost(10, SECONDS).until(resumed::isEnded);
        assertThat(resumed.events()).extracting(Received::id).containsExactly("QUEUED-1", "ORDERED");
    }

    @Test
    void who_has_seen_the_decision_is_told_to_stop() throws Exception {
        String ticket = sale.buy("ada");
        decide(ticket, Decision.ORDERED, null);
        awaitStatus(ada, ticket, "ORDERED");
        var late = ada.follow(ticket, "QUEUED-1");
        await().atMost(10, SECONDS).until(late::isEnded);
        assertThat(late.events()).extracting(Received::id).containsExactly("ORDERED");
        var again = ada.get("/tickets/" + ticket, "Accept", EVENT_STREAM, "Last-Event-ID", "ORDERED");
        assertThat(again.status()).isEqualTo(204);
    }

    @Test
    void silent_stream_shows_that_it_lives() throws Exception {
        var stream = ada.follow(sale.buy("ada"), "");
        await().atMost(10, SECONDS).until(() -> stream.comments().size() >= 2);
        assertThat(stream.events()).hasSize(1);
    }

    @Test
    void more_streams_than_an_instance_serves_are_refused_and_a_client_that_leaves_makes_room() throws Exception {
        String ticket = sale.buy("ada");
        for (int i = 0; i < 3; i++) {
            awaitOpen(ada.follow(ticket, ""));
        }
        var refused = bob.get("/tickets/" + sale.buy("bob"), "Accept", EVENT_STREAM);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text("type")).isEqualTo("/problems/unavailable");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        ada.close();
        await().atMost(20, SECONDS).until(() -> openStreams(here) == 0);
        var stream = bob.follow(sale.buy("bob"), "");
        assertThat(stream.status()).isEqualTo(200);
    }

    @Test
    void a_stream_ends_with_its_token_and_says_so() throws Exception {
        var stream = ada.follow(sale.buy("ada"), "");
        awaitOpen(stream);
        try {
            // Her token is an hour's, and up to some minutes old.
            SettableClock.move(Duration.ofHours(1).minusMinutes(10));
            await().during(1, SECONDS).atMost(5, SECONDS).until(() -> !stream.isEnded());
            SettableClock.move(Duration.ofMinutes(11));
            await().atMost(10, SECONDS).until(stream::isEnded);
        } finally {
            SettableClock.reset();
        }
        assertThat(stream.events().getLast().name()).isEqualTo("token-expired");
        assertThat(stream.events().getLast().text("type")).isEqualTo("/problems/unauthorized");
        await().atMost(10, SECONDS).until(() -> openStreams(here) == 0);
    }

    @Test
    void a_ticket_and_a_customer_have_so_many_streams_and_no_more() throws Exception {
        var settings = Map.of("tickets.streams-per-ticket", "2", "tickets.streams-per-customer", "3");
        try (var strict = RunningGateway.start(orderService, settings)) {
            sale.at(strict).awaitState(SaleState.OPEN);
            String one = sale.buy("eve");
            String other = sale.buy("eve");
            try (var eve = new Client(strict, "eve");
                    var bobThere = new Client(strict, "bob")) {
                awaitOpen(eve.follow(one, ""));
                awaitOpen(eve.follow(one, ""));
                assertTooMany(eve, one, "A ticket is followed by up to 2 streams");
                awaitOpen(eve.follow(other, ""));
                assertTooMany(eve, other, "A customer has up to 3 streams");
                assertThat(eve.ticket(other).status()).as("without a stream").isEqualTo(200);
                awaitOpen(bobThere.follow(sale.buy("bob"), ""));
            }
            await().atMost(20, SECONDS).until(() -> openStreams(strict) == 0);
            try (var eve = new Client(strict, "eve")) {
                awaitOpen(eve.follow(one, ""));
            }
        }
    }

    private static void assertTooMany(Client customer, String ticket, String detail) {
        var refused = customer.get("/tickets/" + ticket, "Accept", EVENT_STREAM);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("type")).isEqualTo("/problems/too-many-streams");
        assertThat(refused.text("detail")).contains(detail);
        assertThat(refused.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void decision_whose_push_was_lost_is_found_by_looking() throws Exception {
        String ticket = sale.buy("ada");
        var stream = ada.follow(ticket, "");
        awaitOpen(stream);
        here.bean(Tickets.class).decided(List.of(DecidedTicket.of(outcome(ticket, "ada", Decision.ORDERED, null))));
        await().atMost(15, SECONDS).until(stream::isEnded);
        assertThat(stream.events().getLast().id()).isEqualTo("ORDERED");
    }

    private static void awaitOpen(EventStream stream) throws Exception {
        assertThat(stream.status()).isEqualTo(200);
        await().atMost(10, SECONDS).until(() -> !stream.events().isEmpty());
    }

    private static Client.Answer awaitStatus(Client client, String ticket, String status) {
        return await().atMost(20, SECONDS)
                .until(
                        () -> client.ticket(ticket),
                        answer -> answer.text("status").equals(status));
    }

    private static double openStreams(RunningGateway gateway) {
        return gateway.bean(MeterRegistry.class)
                .get("sale.ticket.streams")
                .gauge()
                .value();
    }

    private void decide(String ticket, Decision decision, String reason) throws Exception {
        decide(ticket, "ada", decision, reason);
    }

    private void decide(String ticket, String customer, Decision decision, String reason) throws Exception {
        orderService.send(
                PurchaseEvents.OUTCOMES,
                PurchaseEvents.DECIDED,
                ticket,
                new PurchasesDecided(List.of(outcome(ticket, customer, decision, reason))));
    }

    private Outcome outcome(String ticket, String customer, Decision decision, String reason) {
        return new Outcome(ticket, sale.id(), 1, customer, 1, decision, reason, Instant.now(), null, null);
    }
}
