package io.orderflow.dashboard.journal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.dashboard.Console;
import io.orderflow.journal.entry.JournalBatch;
import io.orderflow.journal.entry.JournalEntry;
import io.orderflow.journal.entry.JournalStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the services report, on its way through the real broker into the real database. */
class JournalIngestionIT {

    private static Console console;
    private static MessageJournal journal;
    private static JournalRows rows;

    /** Of the reporting service: another one in each test. */
    private final String instance = JournalFixture.newKey();

    @BeforeAll
    static void start() {
        console = Console.start();
        journal = console.bean(MessageJournal.class);
        rows = console.bean(JournalRows.class);
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void batch_that_arrives_twice_is_kept_once() {
        var key = JournalFixture.newKey();
        var batch = batch(
                1,
                List.of(JournalFixture.half(key), JournalFixture.failedDelivery(key, "points-service", "out of tea")));
        var services = console.bean(TellingServices.class);

        services.tell(batch.id(), batch);
        services.tell(batch.id(), batch);
        var later = batch(2, List.of(JournalFixture.half(key)));
        services.tell(later.id(), later);

        await().atMost(30, SECONDS)
                .untilAsserted(
                        () -> assertThat(journal.about(List.of(key), 100)).hasSize(3));
        // Until both copies are through for certain.
        rows.add(List.of(batch, later));
        assertThat(journal.about(List.of(key), 100))
                .extracting(recorded -> recorded.entry().outcome())
                .containsExactlyInAnyOrder("STORED", "REDELIVER", "STORED");
    }

    @Test
    void step_reads_as_it_was_told() {
        var key = JournalFixture.newKey();
        var told = new JournalEntry(
                Instant.parse("2026-03-01T10:00:00.123456Z"),
                JournalStep.DELIVERY,
                null,
                "order-events",
                "placed",
                List.of(key),
                "7F00000100002A139A55000000000001",
                "0197a1b2-0000-7000-8000-00000000000a",
                "4bf92f3577b34da6a3ce929d0e0e4736",
                Instant.parse("2026-03-01T10:00:00.100Z"),
                "points-service",
                2,
                "REDELIVER",
                900,
                new JournalEntry.Failure("java.lang.IllegalStateException", "no tea 茶", "the stack"),
                Instant.parse("2026-03-01T10:00:02Z"));

        rows.add(List.of(batch(1, List.of(told))));

        assertThat(journal.about(List.of(key), 100)).singleElement().satisfies(recorded -> {
            assertThat(recorded.entry()).isEqualTo(told);
            assertThat(recorded.service()).isEqualTo("points-service");
        });
    }

    @Test
    void message_is_found_by_key_id_transaction_and_trace() {
        var key = JournalFixture.newKey();
        var ids = List.of(
                JournalFixture.newKey(),
                JournalFixture.newKey(),
                UUID.randomUUID().toString().replace("-", ""));
        var half = JournalFixture.half(key);
        rows.add(List.of(batch(
                1,
                List.of(new JournalEntry(
                        half.at(),
                        half.step(),
                        null,
                        half.topic(),
                        half.tag(),
                        half.keys(),
                        ids.get(0),
                        ids.get(1),
                        ids.get(2),
                        null,
                        null,
                        0,
                        half.outcome(),
                        1,
                        null,
                        null)))));

        assertThat(journal.find(key)).containsExactly(key);
        ids.forEach(id -> assertThat(journal.find(id)).as(id).containsExactly(key));
        assertThat(journal.find("nobody's")).isEmpty();
    }

    @Test
    void ticket_leads_to_the_message_that_it_shared_and_back() {
        var group = JournalFixture.newKey();
        var tickets = List.of(JournalFixture.newKey(), JournalFixture.newKey());

        rows.add(List.of(batch(1, List.of(JournalFixture.group(group, tickets)))));

        assertThat(journal.travelledIn(tickets.getFirst())).containsExactly(group);
        assertThat(journal.carriedBy(group)).containsExactlyInAnyOrderElementsOf(tickets);
        assertThat(journal.find(tickets.getFirst())).containsExactly(tickets.getFirst());
    }

    @Test
    void losses_add_up_and_the_worst_sampling_stays() {
        var service = "service-" + JournalFixture.newKey();
        var begin = Instant.now();
        var one = JournalFixture.batch(service, "a", 1, 8, 2, List.of());
        var two = JournalFixture.batch(service, "b", 1, 2, 3, List.of());

        rows.add(List.of(one));
        rows.add(List.of(two, one));

        var gaps = journal.gaps(begin.minusSeconds(61), begin.plusSeconds(61)).stream()
                .filter(gap -> gap.service().equals(service))
                .toList();
        assertThat(gaps).singleElement().satisfies(gap -> {
            assertThat(gap.lostFailures()).isEqualTo(5);
            assertThat(gap.sampledOneIn()).isEqualTo(8);
        });
    }

    @Test
    void entry_with_an_odd_time_leaves_the_others_of_its_batch_and_of_others_in_the_journal() {
        var late = JournalFixture.newKey();
        var early = JournalFixture.newKey();
        var good = JournalFixture.newKey();
        var other = JournalFixture.newKey();

        rows.add(List.of(
                batch(
                        1,
                        List.of(
                                JournalFixture.at(Instant.MAX, late),
                                JournalFixture.half(good),
                                JournalFixture.at(Instant.parse("-0044-03-15T12:00:00Z"), early))),
                batch(2, List.of(JournalFixture.half(other)))));

        assertThat(journal.about(List.of(good, other), 100)).hasSize(2);
        assertThat(journal.about(List.of(late), 100))
                .singleElement()
                .satisfies(
                        recorded -> assertThat(recorded.entry().at()).isEqualTo(Instant.parse("9999-12-30T00:00:00Z")));
        assertThat(journal.about(List.of(early), 100))
                .singleElement()
                .satisfies(recorded -> assertThat(recorded.entry().at()).isEqualTo(Instant.EPOCH));
    }

    @Test
    void loss_beyond_counting_leaves_room_for_those_of_others() {
        var service = "service-" + JournalFixture.newKey();
        var begin = Instant.now();
        rows.add(List.of(JournalFixture.batch(service, "a", 1, 1, Long.MAX_VALUE, List.of())));

        rows.add(List.of(JournalFixture.batch(service, "b", 1, 1, 3, List.of())));

        assertThat(journal.gaps(begin.minusSeconds(61), begin.plusSeconds(61)))
                .filteredOn(gap -> gap.service().equals(service))
                .singleElement()
                .satisfies(gap -> assertThat(gap.lostFailures()).isEqualTo(1_000_000_003));
    }

    @Test
    void batch_of_a_service_with_a_name_too_long_is_kept_once() {
        var key = JournalFixture.newKey();
        var batch = JournalFixture.batch("s".repeat(100), instance, 1, 1, 0, List.of(JournalFixture.half(key)));

        rows.add(List.of(batch));
        rows.add(List.of(batch));

        assertThat(journal.about(List.of(key), 100)).hasSize(1);
    }

    @Test
    void what_is_older_than_the_journal_is_kept_goes_and_the_rest_stays() {
        var old = JournalFixture.newKey();
        var young = JournalFixture.newKey();
        var period = console.bean(RetentionSettings.class).period();
        var many = IntStream.range(0, 2_500)
                .mapToObj(index -> JournalFixture.at(Instant.now().minus(period).minus(Duration.ofMinutes(1)), old))
                .toList();
        rows.add(List.of(batch(1, many), batch(2, List.of(JournalFixture.half(young)))));

        console.bean(Retention.class).sweep();

        assertThat(journal.about(List.of(old), 100)).isEmpty();
        assertThat(journal.about(List.of(young), 100)).hasSize(1);
    }

    @Test
    void journal_keeps_up_with_thousands_of_steps_a_second() {
        int batches = 64;
        int each = 500;
        List<List<JournalBatch>> load = new ArrayList<>();
        var instance = JournalFixture.newKey();
        for (int i = 0; i < batches; i += 8) {
            int first = i;
            load.add(IntStream.range(first, first + 8)
                    .mapToObj(number -> JournalFixture.batch("order-service", instance, number + 1L, 1, 0, full(each)))
                    .toList());
        }

        long begin = System.nanoTime();
        load.forEach(rows::add);
        double seconds = (System.nanoTime() - begin) / 1e9;

        double rate = batches * each / seconds;
        System.out.printf("journal: %.0f steps/s, %d in %.1f s%n", rate, batches * each, seconds);
        assertThat(rate).isGreaterThan(2_000);
    }

    private static List<JournalEntry> full(int entries) {
        return IntStream.range(0, entries)
                .mapToObj(index -> JournalFixture.half(JournalFixture.newKey()))
                .toList();
    }

    private JournalBatch batch(long number, List<JournalEntry> entries) {
        return JournalFixture.batch("points-service", instance, number, 1, 0, entries);
    }
}
