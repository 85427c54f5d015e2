package io.orderflow.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.dashboard.Console;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No stream outlives the session that permitted it. */
class StreamsIT {

    private static Console console;

    @BeforeAll
    static void start() {
        console = Console.start();
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void streams_end_when_their_session_signs_out_and_those_of_another_do_not() {
        var operator = console.operator();
        var one = Reader.of(operator);
        var two = Reader.of(operator);
        var another = Reader.of(console.operator());

        operator.submit("/sign-out", Map.of());

        await().until(() -> one.ended() && two.ended());
        assertThat(one.lines()).contains("event: ended", "data: signed_out");
        assertThat(another.ended()).isFalse();
        assertThat(operator.get("/live?subjects=orders").statusCode()).isNotEqualTo(200);
    }

    @Test
    void oldest_of_more_streams_than_a_session_may_have_gives_way() {
        var operator = console.operator();
        var oldest = Reader.of(operator);
        var others = Stream.of(1, 2, 3, 4, 5).map(tab -> Reader.of(operator)).toList();
        assertThat(oldest.ended()).isFalse();

        var newest = Reader.of(operator);

        await().until(oldest::ended);
        assertThat(oldest.lines()).contains("event: ended", "data: replaced");
        assertThat(others).noneMatch(Reader::ended);
        assertThat(newest.ended()).isFalse();
    }

    @Test
    void session_that_is_not_used_ends_with_its_streams_however_often_its_pages_renew_themselves() {
        try (var brief = Console.start(Map.of("sign-in.session.idle", "3s"))) {
            var operator = brief.operator();
            var stream = Reader.of(operator);

            await().atMost(Duration.ofSeconds(20)).until(() -> {
                operator.get("/faults/list", "HX-Request", "true");
                return stream.ended();
            });

            assertThat(operator.get("/faults/list", "HX-Request", "true")
                            .headers()
                            .firstValue("HX-Refresh"))
                    .contains("true");
            assertThat(operator.get("/audit").statusCode()).isEqualTo(303);
        }
    }

    @Test
    void session_that_is_used_ends_after_its_lifetime() {
        try (var brief = Console.start(Map.of("sign-in.session.lifetime", "4s"))) {
            var operator = brief.operator();
            var stream = Reader.of(operator);

            await().atMost(Duration.ofSeconds(20)).until(() -> {
                operator.get("/audit");
                return stream.ended();
            });

            assertThat(operator.get("/audit").statusCode()).isEqualTo(303);
        }
    }

    @Test
    void subject_may_be_named_twice() {
        assertThat(Reader.of(console.operator(), "/live?subjects=a,a,,").ended())
                .isFalse();
    }

    /** Reads one stream until its end. */
    private record Reader(Thread thread, List<String> lines) {

        static Reader of(Console.Visitor visitor) {
            return of(visitor, "/live?subjects=orders");
        }

        static Reader of(Console.Visitor visitor, String path) {
            List<String> lines = new CopyOnWriteArrayList<>();
            var answer = visitor.open(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            var reader =
                    new Reader(Thread.startVirtualThread(() -> answer.body().forEach(lines::add)), lines);
            await().until(() -> lines.contains("event: connected"));
            return reader;
        }

        boolean ended() {
            return !thread.isAlive();
        }
    }
}
