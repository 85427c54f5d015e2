package io.orderflow.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.orderflow.testkit.TestServers;
import io.orderflow.testkit.TestTokens;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that is wrong gets a problem with the cause; nothing is stored, nothing sent. */
@MicronautTest(environments = "local", transactional = false)
class BadInputIT implements OrderServiceTest {

    private static final String CUSTOMER = "mallory";

    @Inject
    EmbeddedServer server;

    private Database database;
    private Api mallory;

    @BeforeAll
    void start() {
        database = new Database(TestServers.get().database("orders"));
        mallory = new Api(server.getURL().toString(), TestTokens.customer(CUSTOMER));
    }

    @AfterEach
    void nothing_is_stored() {
        assertThat(database.count("SELECT COUNT(*) FROM orders WHERE customer_id = ?", CUSTOMER))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"k1; k2", "k1; k1", "k1,k2; ", "'k1, k2'; "})
    void a_request_has_one_key(String first, @Nullable String second) {
        var request = mallory.request("/orders")
                .header("Idempotency-Key", first)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Api.TEA));
        var answer = mallory.send(second == null ? request : request.header("Idempotency-Key", second));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("idempotency-key-malformed");
    }

    @Test
    void order_that_can_never_be_written_is_refused_and_not_asked_to_come_again() {
        database.update("ALTER TABLE orders ADD CONSTRAINT nothing_of_mallory CHECK (customer_id <> 'mallory')");
        try {
            var answer = mallory.place("a-key", Api.TEA);
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.problem()).isEqualTo("unprocessable");
            assertThat(answer.header("Retry-After")).isEmpty();
        } finally {
            database.update("ALTER TABLE orders DROP CHECK nothing_of_mallory");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%C3%A9", // é
                "%E8%8C%B6", // 茶
                "%F0%9F%8D%B5", // an emoji
                "%D7%A9%D7%9C%D7%95%D7%9D", // from right to left
                "%00",
                "%20",
                "%FF", // not UTF-8
                "0199c0de-0000-7000-8000-00000000000%C3%A9"
            })
    void an_id_that_none_of_ours_can_be_is_not_found(String id) {
        for (var path : new String[] {id, id.repeat(300 / id.length())}) {
            assertThat(mallory.get("/orders/" + path).status()).as(path).isEqualTo(404);
            assertThat(new Api(server.getURL().toString(), TestTokens.operator("olga"))
                            .get("/operator/orders/" + path)
                            .status())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void an_id_or_a_name_with_a_space_at_its_end_is_another_one() {
        var alice = new Api(server.getURL().toString(), TestTokens.customer("alice"));
        var order = alice.place(UUID.randomUUID().toString(), Api.TEA).text("id");

        assertThat(alice.get("/orders/" + order).status()).isEqualTo(200);
        assertThat(alice.get("/orders/" + order + "%20").status()).isEqualTo(404);
        for (var name : new String[] {"alice ", "ALICE", "alicé"}) {
            var other = new Api(server.getURL().toString(), TestTokens.customer(name));
            assertThat(other.get("/orders").body()).as(name).doesNotContain(order);
            assertThat(other.get("/orders/" + order).status()).as(name).isIn(401, 404);
        }
        var operator = new Api(server.getURL().toString(), TestTokens.operator("olga"));
        assertThat(operator.get("/operator/orders?customer=alice").body()).contains(order);
        assertThat(operator.get("/operator/orders?customer=alice%20").body()).doesNotContain(order);
        assertThat(operator.get("/operator/orders/" + order + "%20").status()).isEqualTo(404);
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                Arguments.of("malformed-json", "{\"lines\":[", ""),
                Arguments.of("malformed-json", "not json", ""),
                Arguments.of("invalid-field", "{}", "lines"),
                Arguments.of("invalid-field", "{\"lines\":null}", "lines"),
                Arguments.of("invalid-field", "{\"lines\":[]}", "lines"),
                Arguments.of("invalid-field", "{\"lines\":[null]}", "lines"),
                Arguments.of("invalid-field", "{\"lines\":[{\"quantity\":1}]}", "lines[0].sku"),
                Arguments.of("invalid-field", line("\"no-such-thing\"", "1"), "lines[0].sku"),
                Arguments.of("invalid-field", line("\"\"", "1"), "lines[0].sku"),
                Arguments.of("invalid-field", line("\"tea-green\"", "0"), "lines[0].quantity"),
                Arguments.of("invalid-field", line("\"tea-green\"", "-1"), "lines[0].quantity"),
                Arguments.of("invalid-field", line("\"tea-green\"", "1000000000"), "lines[0].quantity"),
                Arguments.of("invalid-field", line("\"tea-green\"", "10000000000000000000000"), "lines[0].quantity"),
                Arguments.of("invalid-field", line("\"tea-green\"", "1.5"), "lines[0].quantity"),
                Arguments.of("invalid-field", line("\"tea-green\"", "\"2\""), "lines[0].quantity"),
                Arguments.of("invalid-field", line("\"tea-green\"", "null"), "lines[0].quantity"),
                Arguments.of("malformed-json", Api.TEA + " x", "line 1"),
                Arguments.of("malformed-json", Api.TEA + "{\"lines\":[]}", "line 1"),
                Arguments.of("invalid-field", line("\"tea-green\"", "0.99999999999999999"), "lines[0].quantity"),
                Arguments.of("invalid-field", line("\"tea-green\"", "true"), "lines[0].quantity"),
                Arguments.of("invalid-field", line("\"tea-green\"", "[1]"), "lines[0].quantity"),
                Arguments.of("invalid-field", line("\"tea-green\"", "1".repeat(1001)), "lines[0].quantity"),
                Arguments.of("invalid-field", line("\"tea-green\"", "1,\"quantity\":2"), "lines[0].quantity"),
                Arguments.of("invalid-field", line("[\"tea-green\"]", "1"), "lines[0].sku"),
                Arguments.of("invalid-field", line("11", "1"), "lines[0].sku"),
                Arguments.of(
                        "unknown-field", "{\"lines\":[{\"sku\":\"tea-green\",\"quantity\":1,\"price\":1}]}", "price"),
                Arguments.of(
                        "unknown-field",
                        "{\"userId\":\"ada\",\"lines\":[{\"sku\":\"tea-green\",\"quantity\":1}]}",
                        "userId"),
                Arguments.of(
                        "unknown-field",
                        "{\"lines\":[{\"sku\":\"tea-green\",\"quantity\":1}],\"status\":\"PAID\"}",
                        "status"),
                Arguments.of(
                        "invalid-field",
                        "{\"lines\":[" + "{\"sku\":\"tea-green\",\"quantity\":1},".repeat(100)
                                + "{\"sku\":\"tea-green\",\"quantity\":1}]}",
                        "lines"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void bad_body_is_a_problem_that_names_the_field(String problem, String body, String field) {
        var answer = mallory.place(UUID.randomUUID().toString(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.json()).containsEntry("status", 400);
        assertThat(answer.body()).contains(field).doesNotContain("Exception", "\tat ", "io.orderflow", "io.micronaut");
    }

    @Test
    void missing_idempotency_key_is_refused() {
        var answer = mallory.send(mallory.request("/orders")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Api.TEA)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("idempotency-key-missing");
    }

    @Test
    void idempotency_key_that_is_too_long_or_has_spaces_is_refused() {
        for (var key : new String[] {"k".repeat(129), "two words"}) {
            var answer = mallory.place(key, Api.TEA);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("idempotency-key-malformed");
        }
    }

    @Test
    void body_that_is_too_large_is_refused() {
        var answer = mallory.place(UUID.randomUUID().toString(), "{\"lines\":[" + " ".repeat(2_000_000) + "]}");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem()).isEqualTo("too-large");
    }

    @Test
    void body_that_is_not_json_by_type_is_refused() {
        var answer = mallory.send(mallory.request("/orders")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(Api.TEA)));
        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void without_a_valid_token_nothing_is_taken() {
        for (var token : new String[] {
            "", "garbage", TestTokens.expired(CUSTOMER), TestTokens.forged(CUSTOMER), TestTokens.unsigned(CUSTOMER)
        }) {
            var answer = new Api(server.getURL().toString(), token)
                    .place(UUID.randomUUID().toString(), Api.TEA);
            assertThat(answer.status()).as(token).isEqualTo(401);
            assertThat(answer.problem()).isEqualTo("unauthorized");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @Test
    void an_operator_is_no_customer() {
        var answer = new Api(server.getURL().toString(), TestTokens.operator("olga"))
                .place(UUID.randomUUID().toString(), Api.TEA);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("forbidden");
    }

    private static String line(String sku, String quantity) {
        return "{\"lines\":[{\"sku\":" + sku + ",\"quantity\":" + quantity + "}]}";
    }
}
