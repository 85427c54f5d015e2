package io.orderflow.load.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.load.generate.Arrivals;
import io.orderflow.load.generate.Generator;
import io.orderflow.load.generate.Load;
import io.orderflow.load.stack.Tokens;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RushTest {

    private static final Tokens TOKENS = StubGateway.tokens();
    private static final SaleTerms TERMS =
            new SaleTerms("tea-green", 990, 100, 1, 500, Duration.ZERO, Duration.ofHours(1), false);

    private final StubGateway gateway = new StubGateway(100, 1);
    private final RushLog log = new RushLog();
    private final Timeline timeline = new Timeline();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    @AfterEach
    void end() {
        gateway.close();
    }

    @Test
    void an_operator_creates_opens_and_closes_the_sale() throws Exception {
        try (var client = new SaleClient(gateway.url(), TOKENS, Clock.systemUTC())) {
            var open = client.open(TERMS);
            client.change(open.id(), "close");

            assertThat(open.isOpen()).isTrue();
            assertThat(open.queueBound()).isEqualTo(500);
            assertThat(gateway.operations()).containsExactly("/sales", "/sales/7/open", "/sales/7/close");
        }
    }

    @Test
    void every_request_that_was_due_is_sent_and_logged_with_its_outcome() throws Exception {
        rush(400, 150, Mix.ALL_NEW);

        assertThat(log.attempts()).hasSizeBetween(440, 460).hasSize((int) timeline.requests());
        assertThat(log.tickets()).hasSize(100);
        assertThat(log.tickets().keySet())
                .containsExactlyInAnyOrderElementsOf(gateway.tickets().values());
        assertThat(timeline.counts()).containsEntry(Outcome.TICKET, 100L).containsKey(Outcome.SOLD_OUT);
        assertThat(timeline.tickets().count()).isEqualTo(100);
    }

    @Test
    void a_customer_who_comes_again_with_another_key_meets_the_limit() throws Exception {
        rush(200, 20, Mix.ALL_NEW);

        assertThat(log.tickets()).hasSize(20);
        assertThat(timeline.counts()).containsKey(Outcome.LIMIT_REACHED);
    }

    @Test
    void repeats_have_the_customer_and_the_key_of_an_earlier_request() throws Exception {
        rush(300, 1_000, new Mix(40, 0));

        var repeats = log.attempts().stream()
                .filter(attempt -> attempt.kind() == Attempt.Kind.REPEAT)
                .toList();
        var firsts = log.attempts().stream()
                .filter(attempt -> attempt.kind() == Attempt.Kind.FIRST)
                .collect(Collectors.toMap(Attempt::key, Attempt::customer));
        assertThat(repeats)
                .hasSizeGreaterThan(60)
                .allSatisfy(repeat -> assertThat(firsts).containsEntry(repeat.key(), repeat.customer()));
        assertThat(RushChecks.of(log, List.of()).getFirst().look(null).count()).isZero();
    }

    @Test
    void forged_requests_carry_no_valid_token() throws Exception {
        rush(300, 1_000, new Mix(0, 50));

        var forged = log.attempts().stream()
                .filter(attempt -> attempt.kind() == Attempt.Kind.FORGED)
                .toList();
        assertThat(forged).hasSizeGreaterThan(100).allSatisfy(attempt -> {
            assertThat(attempt.outcome()).isEqualTo(Outcome.UNAUTHORIZED);
            assertThat(attempt.customer()).startsWith("load-t-f");
        });
    }

    @Test
    void admission_tokens_are_fetched_for_every_customer() throws Exception {
        var tokens = AdmissionTokens.fetch(gateway.url(), "7", Crowd.of("load-t-", 30, TOKENS), 4);

        assertThat(tokens).hasSize(30).startsWith("for load-t-c0").endsWith("for load-t-c29");
    }

    @Test
    void every_second_has_a_line() throws Exception {
        rush(100, 150, Mix.ALL_NEW);

        assertThat(progress.toString(StandardCharsets.UTF_8))
                .containsPattern("1 s {2}sent +\\d+ {2}p99 +[\\d.]+ ms {2}left +\\d+ {2}waiting +\\d+ {2}ticket \\d+");
        assertThat(timeline.seconds().stream().mapToLong(Second::sent).sum()).isEqualTo(timeline.requests());
        assertThat(timeline.seconds().stream().mapToLong(Second::answers).sum())
                .isEqualTo(log.attempts().size());
    }

    private void rush(int rate, int customers, Mix mix) throws Exception {
        var crowd = Crowd.of("load-t-", customers, TOKENS);
        try (var client = new SaleClient(gateway.url(), TOKENS, Clock.systemUTC());
                var watch = SaleWatch.begin(client, client.open(TERMS))) {
            var load = new Load.Open(new Arrivals(rate, Duration.ofMillis(250), Duration.ofSeconds(1)));
            var run = new Generator(gateway.url(), 16).begin(load, new Rush("7", crowd, List.of(), mix, log, timeline));
            new RushProgress(new PrintStream(progress, true, StandardCharsets.UTF_8)).watch(run, timeline, watch);
        }
    }
}
