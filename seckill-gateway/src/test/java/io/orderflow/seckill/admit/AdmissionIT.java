package io.orderflow.seckill.admit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.seckill.AllocationStandIn;
import io.orderflow.seckill.Gateway;
import io.orderflow.seckill.Gateway.Answer;
import io.orderflow.seckill.SettableClock;
import io.orderflow.seckill.TicketId;
import io.orderflow.seckill.sale.Sales;
import io.orderflow.testkit.TestServers;
import io.orderflow.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every answer that a customer may get, as HTTP reports it. No ticket is decided here: they wait. */
class AdmissionIT {

    private static final String TOKEN_SALE = ",\"tokenRequired\":true";
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void now() {
        SettableClock.reset();
    }

    @Test
    void an_admitted_customer_gets_a_ticket_a_position_and_when_to_look() {
        long sale = gateway.openSale(10, 1, "");
        var answer = gateway.buy(sale, "ada");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        var ticket = TicketId.parse(answer.text("ticket")).orElseThrow();
        assertThat(ticket.saleId()).isEqualTo(sale);
        assertThat(answer.json())
                .containsEntry("position", 1)
                .as("nothing is being decided here")
                .doesNotContainKey("estimatedWaitMillis");
        assertThat(answer.header("Location")).isEqualTo("/tickets/" + ticket);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 10);
    }

    @Test
    void a_repeat_gets_the_same_ticket_also_when_the_sale_is_paused_or_closed() {
        long sale = gateway.openSale(10, 1, "");
        String key = UUID.randomUUID().toString();
        var first = gateway.buy(sale, "ada", key, 1);
        for (var act : new String[] {"pause", "close"}) {
            assertThat(gateway.operator("/sales/" + sale + "/" + act, "").status())
                    .isEqualTo(200);
            var repeat = gateway.buy(sale, "ada", key, 1);
            assertThat(repeat.status()).as(repeat.body()).isEqualTo(202);
            assertThat(repeat.text("ticket")).isEqualTo(first.text("ticket"));
        }
    }

    @Test
    void a_key_with_another_quantity_is_another_request_and_is_told_so() {
        long sale = gateway.openSale(10, 5, "");
        var first = gateway.buy(sale, "ada", "one-key", 1);
        assertThat(first.status()).isEqualTo(202);
        var other = gateway.buy(sale, "ada", "one-key", 2);
        assertThat(other.status()).as(other.body()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        assertThat(gateway.buy(sale, "ada", "one-key", 1).text("ticket")).isEqualTo(first.text("ticket"));
        gateway.operator("/sales/" + sale + "/close", "");
        assertThat(gateway.buy(sale, "ada", "one-key", 2).status()).as("closed").isEqualTo(422);
        var page = gateway.buy(sale, "ada", "one-key", 2, "Accept", BROWSER);
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("Use a new key for a new purchase");
    }

    @Test
    void a_key_is_its_sales_own() {
        long sale = gateway.openSale(10, 5, "");
        long other = gateway.openSale(10, 5, "");
        var ticket = gateway.buy(sale, "ada", "one-key", 1).text("ticket");
        var elsewhere = gateway.buy(other, "ada", "one-key", 2);
        assertThat(elsewhere.status()).as(elsewhere.body()).isEqualTo(202);
        assertThat(elsewhere.text("ticket")).isNotEqualTo(ticket);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"k1; k2", "k1; k1", "k1,k2; ", "'k1, k2'; "})
    void a_request_has_one_key(String first, @Nullable String second) {
        long sale = gateway.openSale(10, 5, "");
        var answer = second == null
                ? gateway.buy(sale, "ada", first, 1)
                : gateway.buy(sale, "ada", first, 1, "Idempotency-Key", second);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("idempotency-key-malformed");
    }

    @Test
    void another_instance_knows_what_a_key_meant() {
        long sale = gateway.openSale(10, 5, "");
        var ticket = gateway.buy(sale, "ada", "one-key", 1).text("ticket");
        try (var restarted = Gateway.start()) {
            restarted.awaitState(sale, "OPEN");
            // It may take a moment until it has its first answer of Redis.
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(
                                    restarted.buy(sale, "ada", "one-key", 2).problem())
                            .isEqualTo("idempotency-key-reused"));
            assertThat(restarted.buy(sale, "ada", "one-key", 1).text("ticket")).isEqualTo(ticket);
        }
    }

    @Test
    void sold_out_and_a_ticket_holder_still_finds_the_ticket() {
        long sale = gateway.openSale(1, 1, "");
        String key = UUID.randomUUID().toString();
        var first = gateway.buy(sale, "ada", key, 1);
        for (int i = 0; i < 50; i++) {
            var refused = gateway.buy(sale, "bob");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.problem()).isEqualTo("sold-out");
            assertThat(gateway.buy(sale, "ada", key, 1).text("ticket")).isEqualTo(first.text("ticket"));
        }
        assertThat(gateway.buy(sale, "ada").problem()).isEqualTo("limit-reached");
    }

    @Test
    void the_limit_names_the_ticket_that_holds_the_units() {
        long sale = gateway.openSale(10, 2, "");
        var ticket = gateway.buy(sale, "ada", "k1", 2).text("ticket");
        var refused = gateway.buy(sale, "ada", "k2", 1);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("limit-reached");
        assertThat(refused.text("ticket")).isEqualTo(ticket);
        assertThat(refused.header("Location")).isEqualTo("/tickets/" + ticket);
        var tooMany = gateway.buy(sale, "bob", "k1", 3);
        assertThat(tooMany.problem()).isEqualTo("limit-reached");
        assertThat(tooMany.json()).doesNotContainKey("ticket");
        assertThat(tooMany.header("Location")).isEmpty();
    }

    @Test
    void before_its_hour_a_sale_says_when_and_then_it_opens_by_itself() {
        var opensAt = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.MILLIS);
        long sale = gateway.createSale(Gateway.terms(5, 1, opensAt, opensAt.plusSeconds(60), ""));
        gateway.operator("/sales/" + sale + "/open", "");
        gateway.awaitState(sale, "READY");
        var early = gateway.buy(sale, "ada");
        assertThat(early.status()).isEqualTo(425);
        assertThat(early.problem()).isEqualTo("not-open");
        assertThat(early.text("opensAt")).isEqualTo(opensAt.toString());
        assertThat(Integer.parseInt(early.header("Retry-After"))).isBetween(500, 600);
        SettableClock.move(Duration.ofSeconds(601));
        assertThat(gateway.buy(sale, "ada").status()).isEqualTo(202);
        SettableClock.move(Duration.ofSeconds(60));
        var late = gateway.buy(sale, "bob");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("not-open");
        assertThat(late.header("Retry-After")).isEmpty();
        assertThat(gateway.get("/sales/" + sale, "").text("state")).isEqualTo("CLOSED");
    }

    @Test
    void paused_says_when_to_look_again_and_closed_says_nothing_of_the_kind() {
        long sale = gateway.openSale(5, 1, "");
        gateway.operator("/sales/" + sale + "/pause", "");
        var paused = gateway.buy(sale, "ada");
        assertThat(paused.status()).isEqualTo(409);
        assertThat(paused.problem()).isEqualTo("not-open");
        assertThat(paused.header("Retry-After")).isNotEmpty();
        gateway.operator("/sales/" + sale + "/open", "");
        assertThat(gateway.buy(sale, "ada").status()).isEqualTo(202);
        gateway.operator("/sales/" + sale + "/close", "");
        var closed = gateway.buy(sale, "bob");
        assertThat(closed.problem()).isEqualTo("not-open");
        assertThat(closed.header("Retry-After")).isEmpty();
    }

    @Test
    void a_sale_that_was_closed_before_it_was_loaded_is_over_and_not_being_restored() {
        AllocationStandIn.beSilent(true);
        try {
            long sale = gateway.createSale(Gateway.terms(
                    5, 1, Instant.now().minusSeconds(60), Instant.now().plusSeconds(3_600), ""));
            gateway.operator("/sales/" + sale + "/close", "");
            var closed = gateway.buy(sale, "ada");
            assertThat(closed.status()).isEqualTo(409);
            assertThat(closed.problem()).isEqualTo("not-open");
            assertThat(closed.text("detail")).isEqualTo("It is over");
            assertThat(closed.header("Retry-After")).isEmpty();
        } finally {
            AllocationStandIn.beSilent(false);
        }
    }

    @Test
    void a_sale_that_nobody_opened_is_not_open() {
        var now = Instant.now();
        long sale = gateway.createSale(Gateway.terms(5, 1, now.minusSeconds(9), now.plusSeconds(600), ""));
        gateway.awaitState(sale, "READY");
        var refused = gateway.buy(sale, "ada");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("not-open");
        assertThat(refused.header("Retry-After")).isNotEmpty();
    }

    @Test
    void a_full_queue_says_when_to_try_again() {
        long sale = gateway.openSale(10, 1, "");
        gateway.send("PATCH", "/sales/" + sale, TestTokens.operator("olga"), "{\"queueBound\":1}");
        assertThat(gateway.buy(sale, "ada").status()).isEqualTo(202);
        var refused = gateway.buy(sale, "bob");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("queue-full");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 30);
    }

    @Test
    void a_sale_admits_at_its_rate() {
        long sale = gateway.openSale(100, 1, ",\"admissionRate\":1");
        Answer refused = await().until(() -> gateway.buy(sale, UUID.randomUUID().toString()), a -> a.status() == 429);
        assertThat(refused.problem()).isEqualTo("rate-limited");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        await().until(() -> gateway.buy(sale, UUID.randomUUID().toString()).status() == 202);
    }

    @Test
    void an_epoch_that_redis_lost_is_reported_and_refused_until_the_next_one() {
        long sale = gateway.openSale(10, 1, "");
        gateway.bean(Sales.class).beginEpoch(sale, 1);
        var refused = gateway.buy(sale, "ada");
        if (refused.status() != 202) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.problem()).isEqualTo("not-open");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> gateway.buy(sale, "bob").status() == 202);
    }

    @Test
    void without_redis_it_is_503_and_the_same_key_works_later() {
        long sale = gateway.openSale(10, 1, "");
        var redis = TestServers.get().redis();
        String key = UUID.randomUUID().toString();
        redis.pause();
        try {
            for (int i = 0; i < 3; i++) {
                var away = gateway.buy(sale, "ada", key, 1);
                assertThat(away.status()).as(away.body()).isEqualTo(503);
                assertThat(away.problem()).isEqualTo("unavailable");
                assertThat(Integer.parseInt(away.header("Retry-After"))).isPositive();
            }
        } finally {
            redis.resume();
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gateway.buy(sale, "ada", key, 1).status() == 202);
    }

    @Test
    void a_token_lets_in_its_customer_once() {
        long sale = gateway.openSale(10, 5, TOKEN_SALE);
        String token = token(sale, "ada");
        var first = gateway.buy(sale, "ada", "k1", 1, "Admission-Token", token);
        assertThat(first.status()).as(first.body()).isEqualTo(202);
        var repeat = gateway.buy(sale, "ada", "k1", 1, "Admission-Token", token);
        assertThat(repeat.text("ticket")).isEqualTo(first.text("ticket"));
        assertBadToken(gateway.buy(sale, "ada", "k2", 1, "Admission-Token", token), 403, "has been used");
        SettableClock.move(Duration.ofMinutes(3));
        assertThat(gateway.buy(sale, "ada", "k1", 1, "Admission-Token", token).text("ticket"))
                .isEqualTo(first.text("ticket"));
        assertBadToken(gateway.buy(sale, "ada", "k3", 1, "Admission-Token", token), 401, "has expired");
    }

    @Test
    void a_token_that_is_not_good_is_refused_with_its_own_reason() {
        long sale = gateway.openSale(10, 5, TOKEN_SALE);
        long other = gateway.openSale(10, 5, TOKEN_SALE);
        String good = token(sale, "ada");
        assertBadToken(gateway.buy(sale, "ada"), 401, "asks for an admission token");
        assertBadToken(buy(sale, "bob", good), 403, "another customer's");
        assertBadToken(buy(other, "ada", good), 403, "another sale");
        for (var forged : new String[] {
            "garbage",
            "a.b.c",
            TestTokens.customer("ada"),
            good.substring(0, good.length() - 2) + (good.endsWith("AA") ? "BB" : "AA"),
            good.substring(0, good.lastIndexOf('.') + 1)
        }) {
            assertBadToken(buy(sale, "ada", forged), 401, "not issued here");
        }
        assertThat(gateway.get("/tickets/x", good).status())
                .as("no login token")
                .isEqualTo(401);
        gateway.bean(Sales.class).beginEpoch(sale, 1);
        await().until(() ->
                gateway.get("/sales/" + sale, "").json().get("epoch").equals(2));
        gateway.awaitState(sale, "OPEN");
        assertBadToken(buy(sale, "ada", good), 403, "started again");
    }

    @Test
    void tokens_are_given_from_a_while_before_the_opening() {
        var opensAt = Instant.now().plusSeconds(1_200).truncatedTo(ChronoUnit.MILLIS);
        long sale = gateway.createSale(Gateway.terms(5, 1, opensAt, opensAt.plusSeconds(600), TOKEN_SALE));
        gateway.operator("/sales/" + sale + "/open", "");
        gateway.awaitState(sale, "READY");
        var early = gateway.post("/sales/" + sale + "/admission-tokens", TestTokens.customer("ada"), "");
        assertThat(early.status()).isEqualTo(425);
        assertThat(early.problem()).isEqualTo("not-open");
        assertThat(Integer.parseInt(early.header("Retry-After"))).isBetween(500, 600);
        SettableClock.move(Duration.ofMinutes(11));
        String token = token(sale, "ada");
        SettableClock.move(Duration.ofMinutes(10));
        assertThat(buy(sale, "ada", token).status()).isEqualTo(202);
        SettableClock.move(Duration.ofMinutes(10));
        assertThat(gateway.post("/sales/" + sale + "/admission-tokens", TestTokens.customer("ada"), "")
                        .problem())
                .isEqualTo("not-open");
    }

    @Test
    void a_browser_gets_a_page_with_the_same_status() {
        var now = Instant.now();
        long sale = gateway.createSale(Gateway.terms(1, 1, now.minusSeconds(9), now.plusSeconds(600), "")
                .replace("kettle-steel", "<script>alert(1)</script>{{text}}"));
        gateway.operator("/sales/" + sale + "/open", "");
        gateway.awaitState(sale, "OPEN");
        var admitted = page(sale, "ada", "en");
        assertThat(admitted.status()).isEqualTo(202);
        assertThat(admitted.body())
                .contains("You are in the queue")
                .contains(admitted.header("Location").substring(9));
        var soldOut = page(sale, "bob", "en-GB,zh;q=0.5");
        assertThat(soldOut.status()).isEqualTo(409);
        assertThat(soldOut.header("Content-Type")).startsWith("text/html");
        assertThat(soldOut.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(soldOut.header("Content-Language")).isEqualTo("en");
        assertThat(soldOut.body())
                .contains("<html lang=\"en\">", "<h1>Sold out</h1>", "&lt;script&gt;", "data-seconds=\"\"")
                .doesNotContain("<script>alert");
        assertThat(page(sale, "bob", "zh-CN,zh;q=0.9").body()).contains("<html lang=\"zh", "<h1>已售罄</h1>");
        gateway.operator("/sales/" + sale + "/pause", "");
        assertThat(page(sale, "bob", "en").body())
                .contains("A short break", "data-seconds=\"5\"", "Trying again in # s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"quantity\":0}              | invalid-field  | quantity",
                "{\"quantity\":-1}             | invalid-field  | quantity",
                "{\"quantity\":1001}           | invalid-field  | quantity",
                "{\"quantity\":1.5}            | invalid-field  | quantity",
                "{\"quantity\":\"1\"}          | invalid-field  | quantity",
                "{\"quantity\":null}           | invalid-field  | quantity",
                "{\"quantity\":0.99999999999999999} | invalid-field | quantity",
                "{\"quantity\":true}           | invalid-field  | quantity",
                "{\"quantity\":1,\"quantity\":2} | invalid-field | quantity",
                "{\"quantity\":1} x            | malformed-json | JSON",
                "{\"quantity\":1}{}            | malformed-json | JSON",
                "{}                            | invalid-field  | quantity",
                "{\"quantity\":1,\"sale\":\"2\"} | unknown-field  | sale",
                "{\"quantity\":                | malformed-json | JSON"
            })
    void a_bad_body_is_a_problem_that_names_the_field(String body, String problem, String field) {
        var answer = gateway.post("/sales/1/purchases", TestTokens.customer("mallory"), body, "Idempotency-Key", "k");
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.body()).contains(field).doesNotContain("Exception", "\tat ", "io.orderflow");
    }

    @Test
    void the_idempotency_key_is_required_and_checked() {
        var body = "{\"quantity\":1}";
        assertThat(gateway.post("/sales/1/purchases", TestTokens.customer("ada"), body)
                        .problem())
                .isEqualTo("idempotency-key-missing");
        for (var key : new String[] {"k".repeat(129), "two words"}) {
            assertThat(gateway.post("/sales/1/purchases", TestTokens.customer("ada"), body, "Idempotency-Key", key)
                            .problem())
                    .isEqualTo("idempotency-key-malformed");
        }
    }

    @Test
    void sales_that_do_not_exist_are_not_found_and_only_customers_buy() {
        for (var id : new String[] {"4000000", "0", "x", "99999999999999999999"}) {
            var answer = gateway.post(
                    "/sales/" + id + "/purchases",
                    TestTokens.customer("ada"),
                    "{\"quantity\":1}",
                    "Idempotency-Key",
                    "k");
            assertThat(answer.status()).as(id).isEqualTo(404);
            assertThat(answer.problem()).isEqualTo("not-found");
        }
        var path = "/sales/1/purchases";
        assertThat(gateway.post(path, "", "{\"quantity\":1}", "Idempotency-Key", "k")
                        .status())
                .isEqualTo(401);
        assertThat(gateway.post(path, TestTokens.operator("olga"), "{\"quantity\":1}", "Idempotency-Key", "k")
                        .status())
                .isEqualTo(403);
        assertThat(gateway.post("/sales/1/admission-tokens", TestTokens.operator("olga"), "")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void who_asks_too_often_is_told_so_by_customer_and_by_address() {
        try (var strict = Gateway.start(
                "admission.limits.per-customer",
                "5",
                "admission.limits.burst",
                "10",
                "admission.limits.per-address",
                "40")) {
            long sale = strict.openSale(1_000, 1_000, "");
            int admitted = 0;
            Answer refused = strict.buy(sale, "ada");
            while (refused.status() == 202) {
                admitted++;
                refused = strict.buy(sale, "ada");
            }
            assertThat(admitted).isBetween(10, 30);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.problem()).isEqualTo("rate-limited");
            assertThat(refused.text("detail")).isEqualTo("You ask too often");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            // The same customers again: signing a token for a new one takes longer than the limit's interval.
            var customers = new AtomicInteger();
            Answer byAddress = await().pollInterval(Duration.ofMillis(1))
                    .until(
                            () -> strict.buy(
                                    sale,
                                    "customer-" + customers.getAndIncrement() % 30,
                                    "k",
                                    1,
                                    "X-Forwarded-For",
                                    UUID.randomUUID().toString()),
                            a -> a.status() == 429);
            assertThat(byAddress.text("detail")).isEqualTo("Too many requests come from this address");
        }
    }

    @Test
    void behind_a_proxy_an_address_is_what_the_proxy_saw_and_not_what_the_client_says() {
        try (var proxied = Gateway.start("connections.proxies", "127.0.0.1", "admission.limits.per-address", "1")) {
            long sale = proxied.openSale(1_000, 1_000, "");
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> status(proxied, sale, UUID.randomUUID() + ", 203.0.113.7"), status -> status == 429);
            for (int i = 1; i < 50; i++) {
                assertThat(status(proxied, sale, "203.0.113.7, 198.51.100." + i))
                        .isEqualTo(202);
            }
        }
    }

    private static int status(Gateway gateway, long sale, String forwardedFor) {
        return gateway.buy(
                        sale,
                        UUID.randomUUID().toString(),
                        "k",
                        1,
                        "X-Forwarded-For",
                        "198.51.100.99",
                        "X-Forwarded-For",
                        forwardedFor)
                .status();
    }

    private static Answer page(long sale, String customer, String language) {
        return gateway.buy(
                sale, customer, UUID.randomUUID().toString(), 1, "Accept", BROWSER, "Accept-Language", language);
    }

    private static Answer buy(long sale, String customer, String token) {
        return gateway.buy(sale, customer, UUID.randomUUID().toString(), 1, "Admission-Token", token);
    }

    private static String token(long sale, String customer) {
        var answer = gateway.post("/sales/" + sale + "/admission-tokens", TestTokens.customer(customer), "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Instant.parse(answer.text("expiresAt"))).isAfter(Instant.now());
        return answer.text("token");
    }

    private static void assertBadToken(Answer answer, int status, String detail) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo("bad-token");
        assertThat(answer.text("detail")).contains(detail);
    }
}
