package io.orderflow.micronaut.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class ProblemsOverHttpTest {

    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

    private static EmbeddedServer server;
    private static HttpClient client;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent line) {
            if (line.getLoggerName().startsWith("io.orderflow")
                    || line.getLevel().isGreaterOrEqual(Level.WARN)) {
                super.append(line);
            }
        }
    };

    @BeforeAll
    static void start() {
        server = ApplicationContext.run(EmbeddedServer.class, Tokens.properties());
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @BeforeEach
    void listen() {
        log.start();
        ROOT.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        ROOT.detachAppender(log);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"lines":[{"title":"Emma","quantity":1}]         | malformed-json | Not JSON at line 1, column 41                                  |
            {"lines":[{"title":"Emma","quantity":x}]}        | malformed-json | Not JSON at line 1, column 38                                  |
            nonsense                                         | malformed-json | Not JSON at line 1, column 1                                   |
            {"lines":[{"title":"Emma","quantity":1,"price":1}]} | unknown-field | lines[0].price is not accepted; accepted are title, quantity | lines[0].price
            {"lines":[{"title":"Emma","quantity":1}],"userId":"eve"} | unknown-field | userId is not accepted; accepted are lines, cover        | userId
            {"userId":"eve"}                                 | unknown-field | userId is not accepted; accepted are lines, cover               | userId
            {"lines":[{"title":"Emma","quantity":0}]}        | invalid-field | lines[0].quantity must be greater than or equal to 1             | lines[0].quantity
            {"lines":[{"title":"Emma","quantity":-1}]}       | invalid-field | lines[0].quantity must be greater than or equal to 1             | lines[0].quantity
            {"lines":[{"title":"Emma","quantity":1000000000}]} | invalid-field | lines[0].quantity must be less than or equal to 999            | lines[0].quantity
            {"lines":[{"title":"Emma"}]}                     | invalid-field | lines[0].quantity must be greater than or equal to 1             | lines[0].quantity
            {"lines":[{"title":"Emma","quantity":"abc"}]}    | invalid-field | lines[0].quantity must be a whole number between -2147483648 and 2147483647 | lines[0].quantity
            {"lines":[{"title":"Emma","quantity":"3"}]}      | invalid-field | lines[0].quantity must be a whole number between -2147483648 and 2147483647 | lines[0].quantity
            {"lines":[{"title":"Emma","quantity":true}]}     | invalid-field | lines[0].quantity must be a whole number between -2147483648 and 2147483647 | lines[0].quantity
            {"lines":[{"title":"Emma","quantity":1.9}]}      | invalid-field | lines[0].quantity must be a whole number between -2147483648 and 2147483647 | lines[0].quantity
            {"lines":[{"title":"Emma","quantity":100000000000000000000}]} | invalid-field | lines[0].quantity must be a whole number between -2147483648 and 2147483647 | lines[0].quantity
            {"lines":[{"title":"Emma","quantity":1e400}]}    | invalid-field | lines[0].quantity must be a whole number between -2147483648 and 2147483647 | lines[0].quantity
            {"lines":[{"title":"Emma","quantity":1,"quantity":2}]} | invalid-field | lines[0].quantity must be given once                       | lines[0].quantity
            {"lines":[{"title":"","quantity":1}]}            | invalid-field | lines[0].title must not be empty                                 | lines[0].title
            {"lines":[{"title":{},"quantity":1}]}            | invalid-field | lines[0].title must be a text                                    | lines[0].title
            {"lines":[null]}                                 | invalid-field | lines[0] must not be null                                        | lines[0]
            {"lines":["x"]}                                  | invalid-field | lines[0] must be an object                                       | lines[0]
            {"lines":"x"}                                    | invalid-field | lines must be an array                                           | lines
            {"lines":[{"title":"Emma","quantity":1}]} x       | malformed-json | Not JSON at line 1, column 43 |
            {"lines":[{"title":"Emma","quantity":1}]}{"lines":[]} | malformed-json | Not JSON at line 1, column 43 |
            {"lines":[{"title":"Emma","quantity":0.99999999999999999}]} | invalid-field | lines[0].quantity must be a whole number between -2147483648 and 2147483647 | lines[0].quantity
            {"lines":[{"title":"Emma","quantity":[1]}]}      | invalid-field | lines[0].quantity must be a whole number between -2147483648 and 2147483647 | lines[0].quantity
            {"lines":[{"title":["Emma"],"quantity":1}]}      | invalid-field | lines[0].title must be a text                                    | lines[0].title
            {"lines":[{"title":3,"quantity":1}]}             | invalid-field | lines[0].title must be a text                                    | lines[0].title
            {"lines":[{"title":true,"quantity":1}]}          | invalid-field | lines[0].title must be a text                                    | lines[0].title
            {"lines":[],"lines":[{"title":"Emma","quantity":1}]} | invalid-field | lines must be given once                                     | lines
            {"lines":[]}                                     | invalid-field | lines size must be between 1 and 2                               | lines
            {}                                               | invalid-field | lines size must be between 1 and 2                               | lines
            {"lines":[{"title":"Emma","quantity":1}],"cover":"GOLD"} | invalid-field | cover must be one of [SOFT, HARD]                        | cover
            []                                               | invalid-field | The body must be an object                                       |
            """)
    void bad_body_is_a_400_that_names_the_field_and_what_is_allowed(
            String body, String slug, String detail, String field) throws Exception {
        var answer = send(post("/shelf", body));

        assertThat(problem(answer, 400, slug)).containsEntry("detail", detail);
        if (field != null) {
            assertThat(problem(answer, 400, slug).get("errors")).asString().contains("field=" + field);
        }
    }

    @Test
    void number_of_a_thousand_digits_and_arrays_without_end_are_400s_that_name_the_field() throws Exception {
        var number = send(post("/shelf", "{\"lines\":[{\"title\":\"Emma\",\"quantity\":" + "1".repeat(1001) + "}]}"));
        assertThat(problem(number, 400, "invalid-field").get("detail"))
                .asString()
                .startsWith("lines[0].quantity is too long or nested too deeply");

        var nested = send(post("/shelf", "{\"lines\":" + "[".repeat(1000)));
        assertThat(problem(nested, 400, "invalid-field").get("detail"))
                .asString()
                .startsWith("lines");
    }

    @Test
    void missing_body_is_a_400() throws Exception {
        problem(send(post("/shelf", "")), 400, "missing-body");
    }

    @ParameterizedTest
    @CsvSource({"limit=0,limit", "limit=101,limit", "limit=many,limit", "after=x,after", "after=-1,after"})
    void bad_page_is_a_400_that_names_the_parameter(String query, String field) throws Exception {
        assertThat(problem(send(get("/shelf?" + query)), 400, "invalid-field"))
                .extracting("errors")
                .asString()
                .contains("field=" + field + ",");
    }

    @Test
    void page_says_what_comes_next_and_null_when_nothing_does() throws Exception {
        assertThat(send(get("/shelf?limit=2")).body()).isEqualTo("{\"items\":[\"a\",\"b\"],\"next\":\"b\"}");
        assertThat(send(get("/shelf?limit=3")).body()).isEqualTo("{\"items\":[\"a\",\"b\",\"c\"],\"next\":null}");
        assertThat(send(get("/shelf/empty")).body()).isEqualTo("{\"items\":[],\"next\":null}");
    }

    @Test
    void type_that_does_not_refuse_unknown_fields_still_takes_them() throws Exception {
        var answer = send(post("/shelf/lenient", "{\"name\":\"x\",\"amount\":3,\"new\":1}"));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void unknown_route_is_a_404() throws Exception {
        problem(send(get("/nowhere")), 404, "not-found");
    }

    @Test
    void other_method_is_a_405_that_lists_the_allowed_ones() throws Exception {
        var answer = send(request("/shelf").DELETE());

        assertThat(problem(answer, 405, "method-not-allowed")).containsEntry("detail", "Allowed: GET, HEAD, POST");
        assertThat(answer.headers().firstValue("Allow"))
                .hasValueSatisfying(
                        allow -> assertThat(allow.split(", ?")).containsExactlyInAnyOrder("GET", "HEAD", "POST"));
    }

    @Test
    void other_media_type_is_a_415() throws Exception {
        var answer = send(
                request("/shelf").header("Content-Type", "text/csv").POST(HttpRequest.BodyPublishers.ofString("a,b")));

        assertThat(problem(answer, 415, "unsupported-media-type"))
                .containsEntry("detail", "Accepted: application/json");
    }

    @Test
    void unacceptable_accept_is_a_406() throws Exception {
        assertThat(problem(send(get("/shelf").setHeader("Accept", "image/png")), 406, "not-acceptable"))
                .containsEntry("detail", "On offer: application/json");
    }

    @Test
    void browser_gets_a_problem_too() throws Exception {
        problem(send(get("/nowhere").setHeader("Accept", "text/html")), 404, "not-found");
    }

    @Test
    void body_of_two_megabytes_is_a_413() throws Exception {
        problem(send(post("/shelf", "x".repeat(2_000_000))), 413, "too-large");
    }

    @Test
    void failure_is_a_500_that_tells_nothing_but_the_id_in_the_log() throws Exception {
        var problem = problem(send(get("/shelf/broken")), 500, "internal");

        assertThat(problem.toString()).doesNotContain("secret", "IllegalState");
        assertThat(log.list).hasSize(1).first().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getFormattedMessage()).contains(String.valueOf(problem.get("instance")));
            assertThat(line.getThrowableProxy().getMessage()).isEqualTo("the secret of the shelf");
        });
    }

    @Test
    void problem_thrown_by_a_controller_is_sent_as_it_is_with_its_headers() throws Exception {
        var answer = send(get("/shelf/busy"));

        assertThat(problem(answer, 503, "unavailable")).containsEntry("detail", "Try again in a second");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"too-long", "twice", "batch"})
    void what_the_database_refuses_for_its_content_is_never_answered_try_again(String how) throws Exception {
        var answer = send(get("/shelf/stored/" + how));

        problem(answer, 500, "internal");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deadlock", "pool", "away"})
    void what_the_database_can_not_do_now_is_a_503_that_says_when_to_try_again(String how) throws Exception {
        var answer = send(get("/shelf/stored/" + how));

        assertThat(problem(answer, 503, "unavailable"))
                .containsEntry("detail", "The database can't answer now; repeat the request");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    static List<String> noTokens() {
        return List.of("", "Bearer ", "Basic YWRhOmFkYQ==");
    }

    @ParameterizedTest
    @MethodSource("noTokens")
    void request_without_a_bearer_token_is_a_401(String authorization) throws Exception {
        var missing =
                send(HttpRequest.newBuilder(server.getURI().resolve("/shelf")).GET());
        log.list.clear();

        var answer = send(get("/shelf").setHeader("Authorization", authorization));

        problem(answer, 401, "unauthorized");
        assertThat(answer.body()).isEqualTo(missing.body());
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
        assertThat(log.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo("GET /shelf refused: 401 /problems/unauthorized");
    }

    static List<String> unsignedTokens() {
        return List.of("garbage", Tokens.forged(), Tokens.unsigned(), Tokens.signedWithThePublicKey());
    }

    @ParameterizedTest
    @MethodSource("unsignedTokens")
    void token_that_the_issuer_has_not_signed_is_a_401_that_looks_the_same_whatever_is_wrong_with_it(String token)
            throws Exception {
        var answer = send(get("/shelf").setHeader("Authorization", "Bearer " + token));

        assertThat(problem(answer, 401, "unauthorized"))
                .containsEntry(
                        "detail",
                        "The bearer token is refused: the token can't be checked: it is no signed JWT of this issuer");
        assertThat(log.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo("GET /shelf refused: 401 /problems/unauthorized");
    }

    static List<Arguments> refusedTokens() {
        return List.of(
                Arguments.of(Tokens.expired(), "it has expired"),
                Arguments.of(Tokens.everlasting(), "exp and iat are required"));
    }

    @ParameterizedTest
    @MethodSource("refusedTokens")
    void token_of_the_issuer_that_is_not_good_is_a_401_with_the_reason(String token, String reason) throws Exception {
        var answer = send(get("/shelf").setHeader("Authorization", "Bearer " + token));

        assertThat(problem(answer, 401, "unauthorized"))
                .containsEntry("detail", "The bearer token is refused: " + reason);
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer error=\"invalid_token\", error_description=\"" + reason + "\"");
    }

    @Test
    void good_token_without_the_role_is_a_403() throws Exception {
        var answer = send(get("/shelf/operators-only"));

        problem(answer, 403, "forbidden");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @Test
    void refused_request_is_one_line_in_the_log_without_body_query_or_token() throws Exception {
        send(post("/shelf?token=hidden", "{\"my-secret\":1}"));

        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).isEqualTo("POST /shelf refused: 400 /problems/unknown-field");
            assertThat(line.getThrowableProxy()).isNull();
        });
    }

    private static Map<String, Object> problem(HttpResponse<String> answer, int status, String slug) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        Map<String, Object> problem =
                ObjectMapper.getDefault().readValue(answer.body(), Argument.mapOf(String.class, Object.class));
        assertThat(problem).containsEntry("type", "/problems/" + slug).containsEntry("status", status);
        assertThat(answer.body()).doesNotContain("_links", "_embedded", "Exception");
        return problem;
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.getURI().resolve(path)).header("Authorization", "Bearer " + Tokens.good());
    }

    private static HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    private static HttpRequest.Builder post(String path, String json) {
        return request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
