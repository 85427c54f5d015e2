package io.orderflow.dashboard.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.dashboard.Console;
import io.orderflow.dashboard.deadletter.broker.DeadMessage;
import io.orderflow.dashboard.deadletter.broker.DeadMessages;
import io.orderflow.testkit.TestServers;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a consumer that gives up to an operator's decision, with a real broker, database and consumer. */
class DeadLetterIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static Console console;
    private static Points points;
    private static Events events;
    private static Console.Visitor operator;

    @BeforeAll
    static void start() throws Exception {
        console = Console.start();
        points = new Points();
        events = new Events();
        operator = console.operator();
    }

    @AfterAll
    static void stop() {
        events.close();
        points.close();
        console.close();
    }

    @Test
    void dead_letter_appears_with_every_attempt_and_redelivered_it_has_its_effect_once() throws Exception {
        points.fail();
        var order = events.place(Events.newOrder(), 4700);
        var letter = Stored.awaitLearned(order);
        points.work();

        var page = operator.get("/dead-letters/" + letter.id()).body();
        assertThat(page).contains(order, "SimulatedFaultException", "Attempt 1", "Attempt 6", "Redeliver", "Discard");
        assertThat(operator.get("/dead-letters?text=" + order).body()).contains("/dead-letters/" + letter.id() + "\"");

        redeliver(letter.id(), 0, "points is back");
        points.awaitEffect(order);
        assertThat(Stored.letters(order)).extracting(Stored.Row::state).containsExactly("REDELIVERED");

        redeliver(letter.id(), 1, "to be sure");
        await("second delivery is settled")
                .during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> points.effects(order) == 1);
        assertThat(Stored.history(letter.id()))
                .filteredOn(action -> action.startsWith("olga redeliver ") && action.contains(": sent as "))
                .hasSize(2);
    }

    @Test
    void form_of_a_page_that_is_out_of_date_sends_nothing() throws Exception {
        var order = events.poison();
        var letter = Stored.awaitLetter(order);
        redeliver(letter.id(), 0, "first operator");

        assertThat(redeliver(letter.id(), 0, "second")).endsWith("?did=changed");

        assertThat(Stored.history(letter.id()))
                .contains("olga redeliver second: refused: it changed since the page was made")
                .filteredOn(action -> action.contains(": sent as "))
                .hasSize(1);
    }

    @Test
    void what_fails_again_is_a_new_dead_letter_and_the_old_one_says_so() throws Exception {
        var order = events.poison();
        var first = Stored.awaitLetter(order);

        redeliver(first.id(), 0, "");

        Stored.awaitState(first.id(), order, "FAILED_AGAIN");
        var second = Stored.awaitLetter(order);
        assertThat(second.id()).isGreaterThan(first.id());
        assertThat(second.state()).isEqualTo("OPEN");
        assertThat(second.messageId()).isNotEqualTo(first.messageId());
        assertThat(operator.get("/dead-letters/" + first.id()).body()).contains("/dead-letters/" + second.id());
    }

    @Test
    void redelivered_one_is_resolved_when_the_journal_says_that_its_effect_is_stored() throws Exception {
        var order = events.poison();
        var letter = Stored.awaitLetter(order);
        // This group has no consumer, so nothing else can be reported about it.
        Stored.execute("dashboard", """
                UPDATE dead_letter SET state = 'REDELIVERED', redeliveries = 1, redelivered_at = ?,
                  redelivered_message_id = ? WHERE id = ?
                """, Timestamp.from(Instant.now()), "MESSAGE-" + order, letter.id());
        await("nothing is resolved without evidence")
                .during(Duration.ofSeconds(5))
                .atMost(SOON)
                .until(() -> Stored.awaitLetter(order).state().equals("REDELIVERED"));

        Stored.execute("dashboard", """
                INSERT INTO journal_entry (at, service, instance, step, message_id, consumer_group, attempt, outcome, micros)
                VALUES (NOW(6), 'points-service', 'test', 'DELIVERY', ?, 'points-service', 1, 'APPLIED', 1000)
                """, "MESSAGE-" + order);

        Stored.awaitState(letter.id(), order, "RESOLVED");
    }

    @Test
    void the_same_copied_many_times_at_once_is_one_row() throws Exception {
        var key = Events.newOrder();
        var message = deadMessage(key);
        var destination = console.bean(DeadMessages.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var taken : threads.invokeAll(IntStream.range(0, 10)
                    .<Callable<Void>>mapToObj(copy -> () -> {
                        destination.take(List.of(message));
                        return null;
                    })
                    .toList())) {
                taken.get();
            }
        }

        assertThat(Stored.letters(key)).hasSize(1);
    }

    @Test
    void body_that_is_no_such_event_is_refused_with_a_sentence_and_a_repaired_one_has_its_effect() throws Exception {
        var order = events.poison();
        var letter = Stored.awaitLetter(order);
        var edit = "/dead-letters/" + letter.id() + "/edit";
        var right = Events.placed(order, 4700);

        assertThat(operator.get(edit).body()).contains("<textarea", "\"total\" : -1");
        for (var wrong : Map.of(
                        right.replace("4700", "4700.9"),
                        "total must be a whole number",
                        right.replace("4700", "\"4700\""),
                        "total must be a whole number",
                        right.replace("4700", "true"),
                        "total must be a whole number",
                        right + " x",
                        "Not JSON at line",
                        right + "{}",
                        "Not JSON at line",
                        right.replace("\"total\"", "\"totol\""),
                        "totol",
                        right.replace("4700", "\"much\""),
                        "total",
                        right.replace(order, Events.newOrder()),
                        "must be the same",
                        right.substring(1),
                        "",
                        "",
                        "")
                .entrySet()) {
            var refused = operator.submit(edit + "/check", Map.of("body", wrong.getKey()));
            assertThat(refused.statusCode()).as(wrong.getKey()).isEqualTo(400);
            assertThat(refused.body()).contains("role=\"alert\"", wrong.getValue());
            operator.submit(edit, Map.of("body", wrong.getKey(), "seen", "0"));
        }
        assertThat(Stored.letters(order)).extracting(Stored.Row::state).containsExactly("OPEN");

        var checked = operator.submit(edit + "/check", Map.of("body", right));
        assertThat(checked.statusCode()).isEqualTo(200);
        assertThat(checked.body()).contains("<ins>", "4700", "<del>", "-1");
        operator.submit(edit, Map.of("body", right, "seen", "0", "reason", "the sign was wrong"));

        points.awaitEffect(order);
        assertThat(operator.get("/dead-letters/" + letter.id()).body()).contains("What was sent instead");
        assertThat(Stored.history(letter.id()))
                .last()
                .asString()
                .startsWith("olga edit-and-redeliver the sign was wrong: sent as ");
    }

    @Test
    void discarding_needs_a_reason_and_keeps_it() throws Exception {
        var order = events.poison();
        var letter = Stored.awaitLetter(order);
        var discard = "/dead-letters/" + letter.id() + "/discard";

        var refused = operator.submit(discard, Map.of("reason", " "));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("say why it is discarded");
        assertThat(Stored.letters(order)).extracting(Stored.Row::state).containsExactly("OPEN");

        assertThat(operator.submit(discard, Map.of("reason", "a test order")).statusCode())
                .isEqualTo(303);
        assertThat(Stored.letters(order)).extracting(Stored.Row::state).containsExactly("DISCARDED");
        assertThat(Stored.history(letter.id())).containsExactly("olga discard a test order: discarded");
        assertThat(operator.get("/dead-letters/" + letter.id()).body())
                .contains("a test order")
                .doesNotContain("/discard\"");
    }

    @Test
    void reader_sees_everything_and_may_change_nothing() throws Exception {
        var order = events.poison();
        var letter = Stored.awaitLetter(order);
        var reader = console.reader();

        assertThat(reader.get("/dead-letters").statusCode()).isEqualTo(200);
        assertThat(reader.get("/dead-letters/" + letter.id()).body())
                .contains(order)
                .doesNotContain("/redelivery\"", "/discard\"");
        assertThat(reader.submit("/dead-letters/" + letter.id() + "/redelivery", Map.of("seen", "0"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(reader.submit("/dead-letters/" + letter.id() + "/discard", Map.of("reason", "no"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(reader.submit("/dead-letters/redeliveries", Map.of("upTo", "9", "perSecond", "1"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(reader.get("/dead-letters/" + letter.id() + "/edit").statusCode())
                .isEqualTo(403);
        assertThat(Stored.letters(order)).extracting(Stored.Row::state).containsExactly("OPEN");
    }

    @Test
    void markup_in_key_and_body_is_shown_as_text() throws Exception {
        var marked = "x-" + UUID.randomUUID() + "<img-src=x>";
        events.send(marked, "{\"orderId\":\"<script>alert(1)</script>\"}");
        var letter = Stored.awaitLearned(marked);

        for (var page :
                List.of("/dead-letters", "/dead-letters/" + letter.id(), "/dead-letters/" + letter.id() + "/edit")) {
            assertThat(operator.get(page).body())
                    .as(page)
                    .contains("&lt;")
                    .doesNotContain("<script>alert(1)", "<img-src");
        }
    }

    @Test
    void many_are_redelivered_at_a_rate_with_a_result_and_an_audit_row_each() throws Exception {
        var orders = new ArrayList<String>();
        points.fail();
        for (int i = 0; i < 4; i++) {
            orders.add(events.place(Events.newOrder(), 1000));
        }
        var letters = orders.stream().map(Stored::awaitLetter).toList();
        points.work();
        var these = letters.stream().map(letter -> "id=" + letter.id()).collect(Collectors.joining("&"));

        var dryRun = operator.get("/dead-letters/redeliveries?" + these);
        assertThat(dryRun.body()).contains("4 dead letters would be sent again", "4 to points-service alone");
        assertThat(Stored.history(letters.getFirst().id())).isEmpty();
        var upTo =
                Long.toString(letters.stream().mapToLong(Stored.Row::id).max().orElseThrow());
        assertThat(operator.submit("/dead-letters/redeliveries?" + these, Map.of("upTo", upTo, "perSecond", "0"))
                        .statusCode())
                .isEqualTo(400);

        long begun = System.nanoTime();
        var run = operator.submit(
                "/dead-letters/redeliveries?" + these, Map.of("upTo", upTo, "perSecond", "2", "reason", "all of them"));
        assertThat(run.statusCode()).isEqualTo(303);
        var progress = run.headers().firstValue("Location").orElseThrow() + "/progress";
        await("run is finished")
                .atMost(SOON)
                .until(() -> operator.get(progress).body().contains("Finished."));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(1_400));
        assertThat(operator.get(progress).body())
                .contains("4 of 4 done, 4 sent")
                .contains(orders);
        for (int i = 0; i < orders.size(); i++) {
            points.awaitEffect(orders.get(i));
            assertThat(Stored.history(letters.get(i).id()))
                    .singleElement()
                    .asString()
                    .startsWith("olga redeliver all of them: sent as ");
        }
    }

    @Test
    void half_message_that_was_checked_too_often_is_published_only_if_its_fence_says_committed() throws Exception {
        Stored.execute("orders", """
                CREATE TABLE IF NOT EXISTS tx_fence (tx_id CHAR(36) PRIMARY KEY, outcome VARCHAR(16) NOT NULL,
                  decided_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3))
                """);
        var committed = UUID.randomUUID().toString();
        var abandoned = UUID.randomUUID().toString();
        var undecided = UUID.randomUUID().toString();
        Stored.execute(
                "orders",
                "INSERT INTO tx_fence (tx_id, outcome) VALUES (?, 'COMMITTED'), (?, 'ABANDONED')",
                committed,
                abandoned);
        var order = Events.newOrder();
        var never = Events.newOrder();
        var unknown = Events.newOrder();
        Stored.Row letter;
        Stored.Row neverLetter;
        Stored.Row unknownLetter;
        try (var _ = ImpatientBroker.givesUpAfter(3);
                var _ = Events.unsettled(order, committed);
                var _ = Events.unsettled(never, abandoned);
                var _ = Events.unsettled(unknown, undecided)) {
            letter = Stored.awaitLetter(order);
            neverLetter = Stored.awaitLetter(never);
            unknownLetter = Stored.awaitLetter(unknown);
        }

        assertThat(operator.get("/dead-letters/" + letter.id()).body())
                .contains("the transaction was committed", "Publish the event again");
        assertThat(operator.get("/dead-letters/" + neverLetter.id()).body())
                .contains("the transaction was abandoned")
                .doesNotContain("Publish the event again");
        redeliver(letter.id(), 0, "");
        points.awaitEffect(order);
        assertThat(Stored.letters(order)).extracting(Stored.Row::state).containsExactly("RESOLVED");

        redeliver(neverLetter.id(), 0, "");
        redeliver(unknownLetter.id(), 0, "");
        assertThat(Stored.letters(never)).extracting(Stored.Row::state).containsExactly("OPEN");
        assertThat(Stored.letters(unknown)).extracting(Stored.Row::state).containsExactly("OPEN");
        assertThat(Stored.history(neverLetter.id()))
                .containsExactly("olga redeliver : refused: its transaction did not commit");
    }

    @Test
    void group_that_is_new_is_found() throws Exception {
        var group = "newcomer-" + UUID.randomUUID().toString().substring(0, 8);
        TestServers.get().createGroup(group);
        var key = Events.newOrder();
        try (var dead = new DeadByHand()) {
            dead.bury(group, key);
        }

        var letter = Stored.awaitLetter(key);
        assertThat(operator.get("/dead-letters/" + letter.id()).body())
                .contains(group, "No schema is configured for " + group);
    }

    @Test
    void dead_letters_are_counted_by_state_and_group() throws Exception {
        Stored.awaitLetter(events.poison());

        await("gauge")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(
                                operator.get("/prometheus", "Accept", "*/*").body())
                        .containsPattern("orderflow_dead_letters\\{group=\"points-service\",state=\"open\"\\} [1-9]"));
    }

    @Test
    void nonsense_in_the_address_is_a_bad_request_and_a_number_that_is_not_there_not_found() {
        assertThat(operator.get("/dead-letters?state=lost").statusCode()).isEqualTo(400);
        assertThat(operator.get("/dead-letters?age=old").statusCode()).isEqualTo(400);
        assertThat(operator.get("/dead-letters?id=x").statusCode()).isEqualTo(400);
        assertThat(operator.get("/dead-letters/999999999").statusCode()).isEqualTo(404);
        assertThat(operator.get("/dead-letters/redeliveries/999").statusCode()).isEqualTo(404);
    }

    private static DeadMessage deadMessage(String key) {
        return new DeadMessage(
                Points.GROUP,
                "",
                "order-events",
                "placed",
                key,
                "M" + key,
                "O" + key,
                "",
                "",
                1,
                Instant.now(),
                Instant.now(),
                Map.of("KEYS", key),
                new byte[] {1, (byte) 0xff});
    }

    /**
     * Retries while it is busy: a background job may hold the row for a moment.
     *
     * @return where the answer leads
     */
    private static String redeliver(long id, int seen, String reason) {
        return await("letter " + id + " is not busy")
                .atMost(SOON)
                .until(
                        () -> {
                            var answer = operator.submit(
                                    "/dead-letters/" + id + "/redelivery",
                                    Map.of("seen", Integer.toString(seen), "reason", reason));
                            assertThat(answer.statusCode()).isEqualTo(303);
                            return answer.headers().firstValue("Location").orElseThrow();
                        },
                        page -> !page.endsWith("?did=busy"));
    }
}
