package io.orderflow.seckill.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.json.JsonMapper;
import io.orderflow.seckill.TicketId;
import io.orderflow.seckill.redis.Admission.Admitted;
import io.orderflow.seckill.redis.Admission.KeyReused;
import io.orderflow.seckill.redis.Admission.LimitReached;
import io.orderflow.seckill.redis.Admission.NotOpen;
import io.orderflow.seckill.redis.Admission.QueueFull;
import io.orderflow.seckill.redis.Admission.RateReached;
import io.orderflow.seckill.redis.Admission.Repeated;
import io.orderflow.seckill.redis.Admission.SoldOut;
import io.orderflow.seckill.redis.Admission.TokenUsed;
import io.orderflow.seckill.redis.AdmissionBatch.Answered;
import io.orderflow.seckill.redis.LoadedSales.Holding;
import io.orderflow.seckill.redis.SaleSnapshot.State;
import io.orderflow.seckill.redis.Settlements.Decided;
import io.orderflow.seckill.redis.Settlements.GivenBack;
import io.orderflow.testkit.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamReadGroupArgs;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** Every branch of the scripts, on a real Redis. */
class AdmissionScriptIT {

    private static final Instant OPENS = Instant.parse("2030-01-01T10:00:00Z");
    private static final Instant CLOSES = OPENS.plusSeconds(3_600);
    private static final Instant NOW = OPENS.plusSeconds(60);
    private static final Duration RESERVATION = Duration.ofMinutes(2);

    private static RedissonClient redisson;
    private static Admissions admissions;
    private static LoadedSales sales;
    private static Settlements settlements;
    private static AdmissionQueue queue;

    private final long sale = ThreadLocalRandom.current().nextLong(1_000_000, TicketId.MAX_SALE);

    @BeforeAll
    static void connect() {
        // As the application's own: see RedissonFactory.
        var redis = TestServers.get().redis("seckill_gateway");
        var config =
                new Config().setUseScriptCache(false).setUsername(redis.user()).setPassword(redis.password());
        config.useSingleServer().setAddress(redis.url());
        redisson = Redisson.create(config);
        admissions = new Admissions(redisson, JsonMapper.createDefault());
        sales = new LoadedSales(redisson);
        settlements = new Settlements(redisson);
        queue = new AdmissionQueue(redisson, JsonMapper.createDefault(), new SimpleMeterRegistry());
    }

    @AfterAll
    static void disconnect() {
        redisson.shutdown();
    }

    @Test
    void an_admitted_customer_has_a_ticket_a_place_and_one_unit_less_is_for_sale() {
        load(10, terms(2, 100, 0));
        var answered = (Answered) batch(NOW, request("ada", "k1", 2), request("bob", "k1", 1));
        assertThat(answered.answers().get(0))
                .isInstanceOfSatisfying(
                        Admitted.class, first -> assertThat(first.position()).isEqualTo(1));
        assertThat(answered.answers().get(1))
                .isInstanceOfSatisfying(
                        Admitted.class, second -> assertThat(second.position()).isEqualTo(2));
        assertThat(answered.stock()).isEqualTo(7);
        assertThat(answered.waiting()).isEqualTo(2);
        assertThat(answered.settled()).isZero();
        assertThat(sales.holders(sale)).containsExactlyInAnyOrder("ada", "bob");
        assertThat(queue.size(sale)).isEqualTo(2);
        var entry = queue.read(sale, "test", 1).getFirst();
        assertThat(entry.purchases())
                .extracting(QueueEntry.Purchase::customerId)
                .containsExactly("ada", "bob");
        assertThat(entry.purchases().getFirst().quantity()).isEqualTo(2);
        assertThat(entry.requestedAt()).isEqualTo(NOW);
        assertThat(entry.expiresAt()).isEqualTo(NOW.plus(RESERVATION));
        queue.acknowledge(sale, List.of(entry));
        assertThat(queue.size(sale)).isZero();
        queue.acknowledge(sale, List.of(entry));
        assertThat(queue.size(sale)).as("acknowledged twice").isZero();
    }

    @Test
    void entry_that_can_not_be_read_leaves_the_queue_alone_and_its_tickets_become_overdue() {
        load(10, terms(2, 100, 0));
        one(NOW, request("ada", "k1", 1));
        var stream = redisson.<String, String>getStream(SaleKeys.of(sale).queue(), StringCodec.INSTANCE);
        stream.add(StreamAddArgs.entries(Map.of("a", "soon", "e", "later", "n", "1", "p", "[]")));
        stream.add(StreamAddArgs.entries(Map.of("a", "1", "e", "2", "n", "1", "p", "[\"ticket\",\"1\"]")));
        stream.add(StreamAddArgs.entries(Map.of("odd", "entry")));
        one(NOW, request("bob", "k1", 1));
        var read = queue.read(sale, "test", 32);
        assertThat(read).hasSize(2);
        queue.acknowledge(sale, read);
        assertThat(stream.size()).isZero();
        assertThat(queue.takeOver(sale, "other", Duration.ZERO, 32)).isEmpty();
        assertThat(settlements.takeOverdue(sale, 1, NOW.plus(RESERVATION).plusSeconds(1), RESERVATION, 10))
                .hasSize(2);
    }

    @Test
    void entry_that_can_not_be_read_is_set_aside_when_it_is_taken_over_too() {
        load(10, terms(2, 100, 0));
        var stream = redisson.<String, String>getStream(SaleKeys.of(sale).queue(), StringCodec.INSTANCE);
        stream.add(StreamAddArgs.entries(Map.of("odd", "entry")));
        one(NOW, request("ada", "k1", 1));
        stream.readGroup(AdmissionQueue.GROUP, "dead", StreamReadGroupArgs.neverDelivered());
        assertThat(queue.takeOver(sale, "test", Duration.ZERO, 32)).hasSize(1);
        assertThat(stream.size()).isEqualTo(1);
    }

    @Test
    void customer_of_whom_the_script_can_make_nothing_fails_the_call_and_redis_is_not_away() {
        load(10, terms(2, 100, 0));
        redisson.<String, String>getMap(SaleKeys.of(sale).held(), StringCodec.INSTANCE)
                .put("odd", "no number");
        assertThatThrownBy(() -> batch(NOW, request("ada", "k1", 1), request("odd", "k1", 1)))
                .satisfies(failure -> assertThat(RedisAway.causes(failure)).isFalse());
        assertThat(one(NOW, request("ada", "k1", 1))).isInstanceOf(Admitted.class);
    }

    @Test
    void ticket_whose_place_can_not_be_read_is_settled_with_the_others() {
        load(10, terms(2, 100, 0));
        var ada = ((Admitted) one(NOW, request("ada", "k1", 1))).ticket();
        var bob = ((Admitted) one(NOW, request("bob", "k1", 1))).ticket();
        redisson.<String, String>getMap(SaleKeys.of(sale).tickets(), StringCodec.INSTANCE)
                .put(ada, "no place");
        assertThat(settlements.takeOverdue(sale, 1, NOW.plus(RESERVATION).plusSeconds(1), RESERVATION, 10))
                .hasSize(2);
        settlements.settle(sale, 1, List.of(new Decided(ada, true), new Decided(bob, true)));
        assertThat(sales.look(sale).orElseThrow().waiting()).isZero();
        assertThat(sales.look(sale).orElseThrow().stock()).isEqualTo(9);
    }

    @Test
    void places_are_counted_from_the_first_that_waits_and_refusals_have_none() {
        load(10, terms(1, 100, 0));
        var decided = ((Admitted) one(NOW, request("ada", "k1", 1))).ticket();
        one(NOW, request("bob", "k1", 1));
        settlements.settle(sale, 1, List.of(new Decided(decided, false)));
        var cleo = request("cleo", "k1", 1);
        var dan = request("dan", "k1", 1);
        var answered = (Answered) batch(NOW, cleo, request("bob", "k2", 1), dan);
        assertThat(answered.answers())
                .hasSize(3)
                .contains(new Admitted(cleo.ticket(), 2), new Admitted(dan.ticket(), 3))
                .element(1)
                .isInstanceOf(LimitReached.class);
        assertThat(answered.waiting()).isEqualTo(3);
    }

    @Test
    void a_customer_may_be_called_anything() {
        load(10, terms(2, 100, 0));
        String odd = "Ada \"the\\ 1st\" Lovelace/伯爵夫人\n7";
        one(NOW, request(odd, "k1", 2));
        assertThat(queue.read(sale, "test", 1).getFirst().purchases())
                .singleElement()
                .extracting(QueueEntry.Purchase::customerId)
                .isEqualTo(odd);
        assertThat(sales.holders(sale)).containsExactly(odd);
    }

    @Test
    void a_repeat_gets_its_ticket_whatever_has_become_of_the_sale() {
        load(1, terms(1, 1, 1));
        var ticket = ((Admitted) one(NOW, request("ada", "k1", 1))).ticket();
        assertThat(one(NOW, request("ada", "k1", 1))).isEqualTo(new Repeated(ticket, 1));
        sales.configure(sale, 1, State.CLOSED, terms(1, 1, 1));
        assertThat(one(CLOSES.plusSeconds(1), request("ada", "k1", 1))).isEqualTo(new Repeated(ticket, 1));
        settlements.settle(sale, 1, List.of(new Decided(ticket, false)));
        assertThat(one(NOW, request("ada", "k1", 1))).isEqualTo(new Repeated(ticket, 0));
    }

    @Test
    void a_key_means_one_quantity_whatever_has_become_of_its_ticket() {
        load(10, terms(5, 100, 0));
        var ticket = ((Admitted) one(NOW, request("ada", "k1", 1))).ticket();
        assertThat(one(NOW, request("ada", "k1", 2))).isEqualTo(new KeyReused());
        assertThat(one(NOW, request("ada", "k1", 1))).isEqualTo(new Repeated(ticket, 1));
        settlements.settle(sale, 1, List.of(new Decided(ticket, true)));
        assertThat(one(NOW, request("ada", "k1", 2)))
                .as("its units are for sale again")
                .isEqualTo(new KeyReused());
        one(NOW, request("ada", "k2", 2));
        assertThat(one(NOW, request("ada", "k1", 2))).as("not the latest key").isEqualTo(new KeyReused());
        assertThat(one(NOW, request("ada", "k1", 1))).isEqualTo(new Repeated(ticket, 0));
        sales.configure(sale, 1, State.CLOSED, terms(5, 100, 0));
        assertThat(one(NOW, request("ada", "k2", 1))).as("closed").isEqualTo(new KeyReused());
        var left = sales.look(sale).orElseThrow();
        assertThat(left.stock()).isEqualTo(8);
        assertThat(left.given()).isEqualTo(2);
    }

    @Test
    void a_key_means_one_quantity_within_a_call_too() {
        load(10, terms(9, 100, 0));
        var first = request("ada", "k1", 1);
        var second = request("ada", "k2", 3);
        var said = ((Answered) batch(
                        NOW,
                        first,
                        request("ada", "k1", 2),
                        second,
                        request("ada", "k1", 3),
                        request("ada", "k2", 1),
                        request("ada", "k1", 1),
                        request("bob", "k1", 2)))
                .answers();
        assertThat(said.subList(0, 6))
                .containsExactly(
                        new Admitted(first.ticket(), 1),
                        new KeyReused(),
                        new Admitted(second.ticket(), 2),
                        new KeyReused(),
                        new KeyReused(),
                        new Repeated(first.ticket(), 1));
        assertThat(said.get(6)).as("another customer's key").isInstanceOf(Admitted.class);
    }

    @Test
    void tickets_that_were_given_before_their_quantities_were_kept_are_still_found() {
        load(10, terms(9, 100, 0));
        var held = redisson.<String, String>getMap("{sale:" + sale + "}:held", StringCodec.INSTANCE);
        var keys = redisson.<String, String>getMap("{sale:" + sale + "}:keys", StringCodec.INSTANCE);
        held.put("ada", "2 t2 k2");
        keys.put("ada\nk1", "t1");
        held.put("bob", "1 of-an-earlier-epoch");
        assertThat(one(NOW, request("ada", "k2", 1))).isEqualTo(new Repeated("t2", 0));
        assertThat(one(NOW, request("ada", "k1", 1))).isEqualTo(new Repeated("t1", 0));
        one(NOW, request("ada", "k3", 1));
        assertThat(one(NOW, request("ada", "k2", 1)))
                .as("not the latest any more")
                .isEqualTo(new Repeated("t2", 0));
        assertThat(one(NOW, request("bob", "k1", 1))).isInstanceOf(Admitted.class);
    }

    @Test
    void the_same_key_of_another_customer_is_another_request() {
        load(2, terms(1, 100, 0));
        assertThat(one(NOW, request("ada", "k1", 1))).isInstanceOf(Admitted.class);
        assertThat(one(NOW, request("bob", "k1", 1))).isInstanceOf(Admitted.class);
    }

    @Test
    void outside_its_window_paused_or_closed_nobody_is_admitted() {
        load(10, terms(5, 100, 0));
        assertThat(one(OPENS.minusMillis(1), request("ada", "k1", 1))).isEqualTo(new NotOpen());
        assertThat(one(CLOSES, request("ada", "k1", 1))).isEqualTo(new NotOpen());
        assertThat(one(OPENS, request("ada", "k1", 1))).isInstanceOf(Admitted.class);
        for (var state : List.of(State.PAUSED, State.CLOSED)) {
            assertThat(sales.configure(sale, 1, state, terms(5, 100, 0))).isTrue();
            assertThat(one(NOW, request("ada", "k2", 1))).isEqualTo(new NotOpen());
        }
    }

    @Test
    void what_an_earlier_version_of_the_row_said_does_not_come_back() {
        load(1, terms(2, 1, 100, 0));
        assertThat(sales.configure(sale, 1, State.PAUSED, terms(3, 1, 7, 0))).isTrue();
        assertThat(sales.configure(sale, 1, State.OPEN, terms(2, 1, 100, 0))).isFalse();
        assertThat(sales.look(sale).orElseThrow())
                .returns(State.PAUSED, SaleSnapshot::state)
                .returns(7L, SaleSnapshot::queueBound);
        assertThat(sales.configure(sale, 1, State.OPEN, terms(10, 1, 8, 0))).isTrue();
        assertThat(sales.look(sale).orElseThrow().state()).isEqualTo(State.OPEN);
    }

    @Test
    void a_sale_that_was_loaded_without_a_version_takes_any() {
        load(1, terms(5, 1, 100, 0));
        redisson.getMap("{sale:" + sale + "}", StringCodec.INSTANCE).remove("version");
        assertThat(sales.configure(sale, 1, State.PAUSED, terms(4, 1, 7, 0))).isTrue();
    }

    @Test
    void the_limit_counts_units_and_names_the_ticket_that_holds_them() {
        load(10, terms(3, 100, 0));
        var ticket = ((Admitted) one(NOW, request("ada", "k1", 2))).ticket();
        assertThat(one(NOW, request("ada", "k2", 2))).isEqualTo(new LimitReached(ticket, 2));
        assertThat(one(NOW, request("ada", "k3", 1))).isInstanceOf(Admitted.class);
        assertThat(one(NOW, request("bob", "k1", 4))).isEqualTo(new LimitReached("", 0));
    }

    @Test
    void what_is_not_left_is_not_given() {
        load(3, terms(3, 100, 0));
        one(NOW, request("ada", "k1", 2));
        assertThat(one(NOW, request("bob", "k1", 2))).isEqualTo(new SoldOut(1));
        assertThat(one(NOW, request("bob", "k2", 1))).isInstanceOf(Admitted.class);
        assertThat(one(NOW, request("cleo", "k1", 1))).isEqualTo(new SoldOut(0));
    }

    @Test
    void a_full_queue_takes_nobody_until_a_ticket_is_decided() {
        load(10, terms(1, 2, 0));
        var ticket = ((Admitted) one(NOW, request("ada", "k", 1))).ticket();
        one(NOW, request("bob", "k", 1));
        assertThat(one(NOW, request("cleo", "k", 1))).isEqualTo(new QueueFull(2));
        settlements.settle(sale, 1, List.of(new Decided(ticket, false)));
        assertThat(one(NOW, request("cleo", "k", 1))).isInstanceOf(Admitted.class);
        assertThat(sales.look(sale).orElseThrow().peak()).isEqualTo(2);
    }

    @Test
    void a_rate_is_kept_in_each_second_also_when_the_clocks_of_two_instances_differ() {
        load(100, terms(1, 100, 2));
        assertThat(one(NOW, request("a", "k", 1))).isInstanceOf(Admitted.class);
        assertThat(one(NOW.plusMillis(900), request("b", "k", 1))).isInstanceOf(Admitted.class);
        assertThat(one(NOW.plusMillis(950), request("c", "k", 1))).isEqualTo(new RateReached(2));
        assertThat(one(NOW.plusMillis(1_000), request("c", "k", 1))).isInstanceOf(Admitted.class);
        assertThat(one(NOW.plusMillis(990), request("d", "k", 1))).isInstanceOf(Admitted.class);
        assertThat(one(NOW.plusMillis(1_001), request("e", "k", 1))).isEqualTo(new RateReached(2));
    }

    @Test
    void an_admission_token_buys_once_and_its_repeat_is_no_replay() {
        load(10, terms(5, 100, 0));
        var ticket = ((Admitted) one(NOW, request("ada", "k1", 1, "t1"))).ticket();
        assertThat(one(NOW, request("ada", "k1", 1, "t1"))).isEqualTo(new Repeated(ticket, 1));
        assertThat(one(NOW, request("ada", "k2", 1, "t1"))).isEqualTo(new TokenUsed());
        assertThat(one(NOW, request("ada", "k2", 1, "t2"))).isInstanceOf(Admitted.class);
    }

    @Test
    void a_spent_token_finds_its_ticket_and_buys_nothing() {
        load(10, terms(5, 100, 0));
        var ticket = ((Admitted) one(NOW, request("ada", "k1", 1, "t1"))).ticket();
        assertThat(one(NOW, request("ada", "k1", 1, AdmissionRequest.SPENT))).isEqualTo(new Repeated(ticket, 1));
        assertThat(one(NOW, request("ada", "k2", 1, AdmissionRequest.SPENT))).isEqualTo(new TokenUsed());
    }

    @Test
    void a_token_that_was_refused_a_ticket_is_still_good() {
        load(10, terms(1, 1, 0));
        one(NOW, request("ada", "k1", 1));
        assertThat(one(NOW, request("bob", "k1", 1, "t1"))).isEqualTo(new QueueFull(1));
        sales.configure(sale, 1, State.OPEN, terms(1, 2, 0));
        assertThat(one(NOW, request("bob", "k1", 1, "t1"))).isInstanceOf(Admitted.class);
    }

    @Test
    void another_epoch_or_an_empty_redis_admits_nobody() {
        assertThat(batch(NOW, request("ada", "k1", 1))).isEqualTo(new AdmissionBatch.EpochGone());
        load(10, terms(1, 100, 0));
        assertThat(admissions
                        .admit(sale, 2, NOW, List.of(request("ada", "k1", 1)))
                        .toCompletableFuture()
                        .join())
                .isEqualTo(new AdmissionBatch.EpochGone());
        assertThat(sales.look(sale).orElseThrow().given()).isZero();
    }

    @Test
    void a_server_that_was_started_since_admits_nobody_until_somebody_has_looked() throws Exception {
        load(10, terms(1, 100, 0));
        var ticket = ((Admitted) one(NOW, request("ada", "k1", 1))).ticket();
        await("Redis may answer before it writes its log, while it waits for the disk")
                .until(() -> redisson.getRedisNodes(RedisNodes.SINGLE)
                        .getInstance()
                        .info(RedisNode.InfoSection.PERSISTENCE)
                        .get("aof_buffer_length")
                        .equals("0"));
        TestServers.get().redis().kill9();
        TestServers.get().redis().start();
        assertThat(sales.look(sale).orElseThrow().given())
                .as("tickets in its append-only log")
                .isEqualTo(1);
        assertThat(batch(NOW, request("bob", "k1", 1))).isEqualTo(new AdmissionBatch.EpochGone());
        sales.allowAdmission(sale);
        assertThat(one(NOW, request("ada", "k1", 1))).isEqualTo(new Repeated(ticket, 1));
        assertThat(one(NOW, request("bob", "k1", 1))).isInstanceOf(Admitted.class);
    }

    @Test
    void units_that_came_to_nothing_are_for_sale_again_once() {
        load(1, terms(1, 100, 0));
        var ticket = ((Admitted) one(NOW, request("ada", "k1", 1))).ticket();
        var decided = List.of(new Decided(ticket, true));
        assertThat(settlements.settle(sale, 1, decided).reopens()).isTrue();
        assertThat(settlements.settle(sale, 1, decided).applied()).isZero();
        assertThat(one(NOW, request("bob", "k1", 1))).isInstanceOf(Admitted.class);
        assertThat(one(NOW, request("cleo", "k1", 1))).isEqualTo(new SoldOut(0));
    }

    @Test
    void an_order_that_nobody_paid_gives_its_units_back_once_also_before_its_decision_arrives() {
        load(1, terms(1, 100, 0));
        var ticket = ((Admitted) one(NOW, request("ada", "k1", 1))).ticket();
        var back = List.of(new GivenBack(ticket, "ada", 1));
        assertThat(settlements.giveBack(sale, 1, back).reopens()).isTrue();
        assertThat(settlements.giveBack(sale, 1, back).applied()).isZero();
        assertThat(settlements
                        .settle(sale, 1, List.of(new Decided(ticket, false)))
                        .applied())
                .isZero();
        var seen = sales.look(sale).orElseThrow();
        assertThat(seen.stock()).isEqualTo(1);
        assertThat(seen.waiting()).isZero();
        assertThat(one(NOW, request("ada", "k2", 1))).isInstanceOf(Admitted.class);
    }

    @Test
    void a_new_epoch_replaces_the_old_one_and_knows_what_customers_hold() {
        load(10, terms(2, 100, 0));
        one(NOW, request("ada", "k1", 2));
        assertThat(sales.load(sale, 2, State.OPEN, 5, terms(2, 100, 0), List.of(new Holding("bob", 2, "his-ticket"))))
                .isTrue();
        assertThat(sales.load(sale, 1, State.OPEN, 9, terms(2, 100, 0), List.of()))
                .isFalse();
        assertThat(sales.load(sale, 2, State.OPEN, 9, terms(2, 100, 0), List.of()))
                .isFalse();
        var answered = (Answered) admissions
                .admit(sale, 2, NOW, List.of(request("ada", "k1", 2), request("bob", "k1", 1)))
                .toCompletableFuture()
                .join();
        assertThat(answered.answers().get(0)).isInstanceOf(Admitted.class);
        assertThat(answered.answers().get(1)).isEqualTo(new LimitReached("his-ticket", 2));
        assertThat(answered.stock()).isEqualTo(3);
    }

    @Test
    void overdue_tickets_are_taken_by_one_and_come_again_later() {
        load(10, terms(1, 100, 0));
        one(NOW, request("ada", "k1", 1));
        var after = NOW.plus(RESERVATION).plusSeconds(1);
        assertThat(settlements.takeOverdue(sale, 1, NOW, Duration.ofSeconds(30), 10))
                .isEmpty();
        assertThat(settlements.takeOverdue(sale, 1, after, Duration.ofSeconds(30), 10))
                .hasSize(1);
        assertThat(settlements.takeOverdue(sale, 1, after, Duration.ofSeconds(30), 10))
                .isEmpty();
        assertThat(settlements.takeOverdue(sale, 1, after.plusSeconds(31), Duration.ofSeconds(30), 10))
                .hasSize(1);
    }

    @Test
    void of_tickets_that_were_admitted_together_those_come_that_are_not_decided() {
        load(1_000, terms(1, 1_000, 0));
        var later = NOW.plusSeconds(60);
        List<String> waiting = new ArrayList<>();
        for (int call = 0; call < 40; call++) {
            int number = call;
            var answered = (Answered) batch(
                    number < 35 ? NOW : later,
                    request("ada" + number, "k", 1),
                    request("bob" + number, "k", 1),
                    request("cleo" + number, "k", 1));
            var tickets = answered.answers().stream()
                    .map(each -> ((Admitted) each).ticket())
                    .toList();
            // Most calls are decided to the last ticket, the 35th but for its second.
            settlements.settle(
                    sale,
                    1,
                    tickets.stream()
                            .filter(each -> number != 34 || !each.equals(tickets.get(1)))
                            .map(each -> new Decided(each, false))
                            .toList());
            if (number == 34) {
                waiting.add(tickets.get(1));
            }
        }
        var after = NOW.plus(RESERVATION).plusSeconds(1);
        assertThat(settlements.takeOverdue(sale, 1, after, Duration.ofSeconds(30), 10))
                .extracting(Settlements.Overdue::ticket)
                .containsExactlyElementsOf(waiting);
        assertThat(redisson.<String>getScoredSortedSet("{sale:" + sale + "}:expiry", StringCodec.INSTANCE)
                        .readAll())
                .as("what is decided is forgotten, what is not over yet is kept")
                .hasSize(1 + 5)
                .containsAll(waiting);
    }

    @Test
    void in_one_call_who_comes_later_knows_of_who_came_before() {
        load(10, terms(2, 100, 0));
        var first = request("ada", "k1", 1, "t1");
        var answers = ((Answered) batch(
                        NOW,
                        first,
                        request("ada", "k1", 1, "t1"),
                        request("ada", "k2", 1, "t1"),
                        request("bob", "k1", 1),
                        request("ada", "k2", 2),
                        request("ada", "k3", 1)))
                .answers();
        assertThat(answers.subList(0, 3))
                .containsExactly(new Admitted(first.ticket(), 1), new Repeated(first.ticket(), 1), new TokenUsed());
        assertThat(answers.get(3))
                .isInstanceOfSatisfying(
                        Admitted.class, bob -> assertThat(bob.position()).isEqualTo(2));
        assertThat(answers.get(4)).isEqualTo(new LimitReached(first.ticket(), 1));
        assertThat(answers.get(5)).isInstanceOf(Admitted.class);
        assertThat(one(NOW, request("ada", "k4", 1)))
                .isEqualTo(new LimitReached(((Admitted) answers.get(5)).ticket(), 2));
        assertThat(one(NOW, request("ada", "k1", 1))).isEqualTo(new Repeated(first.ticket(), 1));
    }

    @Test
    void every_key_of_a_customer_finds_its_own_ticket_also_in_one_call() {
        load(10, terms(4, 100, 0));
        var first = request("ada", "k1", 1);
        var second = request("ada", "k2", 1);
        var third = request("ada", "k3", 1);
        one(NOW, first);
        assertThat(((Answered) batch(
                                NOW,
                                second,
                                request("ada", "k1", 1),
                                third,
                                request("ada", "k2", 1),
                                request("ada", "k3", 1)))
                        .answers())
                .containsExactly(
                        new Admitted(second.ticket(), 2),
                        new Repeated(first.ticket(), 1),
                        new Admitted(third.ticket(), 3),
                        new Repeated(second.ticket(), 2),
                        new Repeated(third.ticket(), 3));
        assertThat(one(NOW, request("ada", "k1", 1))).isEqualTo(new Repeated(first.ticket(), 1));
        assertThat(one(NOW, request("ada", "k2", 1))).isEqualTo(new Repeated(second.ticket(), 2));
        assertThat(one(NOW, request("ada", "k3", 1))).isEqualTo(new Repeated(third.ticket(), 3));
        assertThat(one(NOW, request("ada", "k4", 2))).isEqualTo(new LimitReached(third.ticket(), 3));
    }

    @Test
    void a_key_finds_its_ticket_also_when_its_units_came_back_and_another_key_buys_again() {
        load(10, terms(1, 100, 0));
        var refused = ((Admitted) one(NOW, request("ada", "k1", 1))).ticket();
        settlements.settle(sale, 1, List.of(new Decided(refused, true)));
        assertThat(one(NOW, request("ada", "k1", 1))).isEqualTo(new Repeated(refused, 0));
        assertThat(one(NOW, request("ada", "k2", 2))).isEqualTo(new LimitReached("", 0));
        var unpaid = ((Admitted) one(NOW, request("ada", "k2", 1))).ticket();
        settlements.settle(sale, 1, List.of(new Decided(unpaid, false)));
        settlements.giveBack(sale, 1, List.of(new GivenBack(unpaid, "ada", 1)));
        assertThat(one(NOW, request("ada", "k2", 1))).isEqualTo(new Repeated(unpaid, 0));
        assertThat(one(NOW, request("ada", "k1", 1))).isEqualTo(new Repeated(refused, 0));
        assertThat(sales.holders(sale))
                .as("who may ask for a ticket although all is sold")
                .containsExactly("ada");
        assertThat(one(NOW, request("ada", "k3", 1))).isInstanceOf(Admitted.class);
        assertThat(sales.look(sale).orElseThrow().stock()).isEqualTo(9);
    }

    @Test
    void who_holds_units_of_an_earlier_epoch_buys_more_and_finds_the_new_ticket() {
        assertThat(sales.load(sale, 1, State.OPEN, 5, terms(2, 100, 0), List.of(new Holding("bob", 1, "his-ticket"))))
                .isTrue();
        var ticket = ((Admitted) one(NOW, request("bob", "k1", 1))).ticket();
        assertThat(one(NOW, request("bob", "k1", 1))).isEqualTo(new Repeated(ticket, 1));
        assertThat(one(NOW, request("bob", "k2", 1))).isEqualTo(new LimitReached(ticket, 2));
        settlements.giveBack(sale, 1, List.of(new GivenBack("his-ticket", "bob", 1)));
        assertThat(one(NOW, request("bob", "k1", 1))).isEqualTo(new Repeated(ticket, 1));
        assertThat(one(NOW, request("bob", "k2", 1))).isInstanceOf(Admitted.class);
    }

    @Test
    void two_hundred_customers_who_repeat_at_once_never_oversell_and_never_get_above_limit_or_bound() {
        int stock = 150;
        load(stock, terms(2, 100, 0));
        Queue<Admission> answers = new ConcurrentLinkedQueue<>();
        var keys = IntStream.range(0, 200)
                .boxed()
                .flatMap(customer ->
                        IntStream.range(0, 12).mapToObj(repeat -> request("c" + customer, "k" + repeat % 4, 1)))
                .toList();
        var shuffled = new ArrayList<>(keys);
        java.util.Collections.shuffle(shuffled);
        IntStream.range(0, shuffled.size() / 20).parallel().forEach(part -> {
            var batch = shuffled.subList(20 * part, 20 * part + 20);
            for (var request : batch) {
                answers.add(one(NOW, request));
            }
            var admitted = answers.stream()
                    .filter(Admitted.class::isInstance)
                    .map(a -> new Decided(((Admitted) a).ticket(), false))
                    .toList();
            settlements.settle(sale, 1, admitted);
        });
        // Requests that met a full queue are repeated.
        shuffled.forEach(request -> answers.add(one(NOW, request)));
        var seen = sales.look(sale).orElseThrow();
        long admitted = answers.stream().filter(Admitted.class::isInstance).count();
        assertThat(seen.stock()).isZero();
        assertThat(admitted).isEqualTo(stock);
        assertThat(seen.given()).isEqualTo(stock);
        assertThat(seen.peak()).isLessThanOrEqualTo(100);
        assertThat(redisson.<String, String>getMap("{sale:" + sale + "}:held", StringCodec.INSTANCE)
                        .readAllValues())
                .allMatch(held -> Integer.parseInt(held.split(" ")[0]) <= 2);
    }

    private void load(long stock, SaleTerms terms) {
        assertThat(sales.load(sale, 1, State.OPEN, stock, terms, List.of())).isTrue();
    }

    private static SaleTerms terms(int limit, long bound, int rate) {
        return terms(1, limit, bound, rate);
    }

    private static SaleTerms terms(long version, int limit, long bound, int rate) {
        return new SaleTerms(version, OPENS, CLOSES, limit, bound, rate, RESERVATION);
    }

    private AdmissionRequest request(String customer, String key, int quantity) {
        return request(customer, key, quantity, "");
    }

    private AdmissionRequest request(String customer, String key, int quantity, String token) {
        return new AdmissionRequest(
                TicketId.next(sale, 1, NOW.toEpochMilli()).toString(), customer, key, quantity, token);
    }

    private Admission one(Instant now, AdmissionRequest request) {
        return ((Answered) batch(now, request)).answers().getFirst();
    }

    private AdmissionBatch batch(Instant now, AdmissionRequest... requests) {
        return admissions
                .admit(sale, 1, now, List.of(requests))
                .toCompletableFuture()
                .join();
    }
}
