package io.orderflow.load.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.load.StubServer;
import io.orderflow.load.generate.Arrivals;
import io.orderflow.load.generate.Generator;
import io.orderflow.load.generate.Load;
import io.orderflow.load.sale.Crowd;
import io.orderflow.load.sale.StubGateway;
import io.orderflow.load.stack.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PurchaseBurstTest {

    private static final Tokens TOKENS = StubGateway.tokens();

    private final Crowd crowd = Crowd.of("load-t-", 10, TOKENS);
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private final Set<String> customers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();

    @Test
    void a_counted_volley_ends_with_its_last_request() throws Exception {
        var burst = fire(
                new Load.Closed(4, Duration.ofMinutes(1), Duration.ZERO),
                PurchaseBurst.of(1_000, List.of("1", "2"), crowd, "k-"));

        assertThat(burst.answered()).isEqualTo(1_000);
        assertThat(keys).hasSize(1_000);
        assertThat(paths).containsExactlyInAnyOrder("/sales/1/purchases", "/sales/2/purchases");
        assertThat(customers).hasSize(10);
        assertThat(burst.byStatus()).containsOnlyKeys(202, 429);
        assertThat(burst.with(429)).isEqualTo(500);
        assertThat(burst.tickets().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(500);
        assertThat(burst.told()).contains("429 {}");
        assertThat(burst.latency().count()).isEqualTo(500);
        assertThat(burst.refusals().count()).isEqualTo(500);
    }

    @Test
    void tenths_add_up_to_the_whole() throws Exception {
        var burst = fire(
                new Load.Closed(4, Duration.ofMinutes(1), Duration.ZERO),
                PurchaseBurst.of(1_000, List.of("1"), crowd, "k-"));

        double seconds = 0;
        for (int tenth = 0; tenth < 10; tenth++) {
            seconds += 100 / burst.perSecondInTenth(tenth);
        }
        assertThat(1_000 / seconds).isCloseTo(burst.perSecond(), Percentage.withPercentage(1));
    }

    @Test
    void latencies_of_the_ramp_do_not_count() throws Exception {
        var arrivals = new Arrivals(100, Duration.ofMillis(400), Duration.ofMillis(400));
        var burst = fire(new Load.Open(arrivals), PurchaseBurst.afterRamp(20, "1", crowd, "k-"));

        assertThat(burst.latency().count() + burst.refusals().count()).isEqualTo(burst.answered() - 20);
    }

    @Test
    void answers_after_the_window_do_not_count_in_it() throws Exception {
        var burst = fire(
                new Load.Open(Arrivals.evenly(200, Duration.ofSeconds(1))),
                PurchaseBurst.endless("1", crowd, "k-").within(TimeUnit.MILLISECONDS.toNanos(500)));

        assertThat(burst.answersInWindow()).isBetween(60L, 140L).isLessThan(burst.answered());
    }

    private PurchaseBurst fire(Load load, PurchaseBurst burst) throws Exception {
        try (var server = new StubServer(request -> {
            keys.add(request.getRequestHeaders().getFirst("Idempotency-Key"));
            paths.add(request.getRequestURI().getPath());
            customers.add(request.getRequestHeaders().getFirst("Authorization"));
            StubServer.answer(request, requests.getAndIncrement() % 2 == 0 ? 202 : 429, "{}");
        })) {
            new Generator(server.url(), 4).begin(load, burst).await();
        }
        return burst;
    }
}
