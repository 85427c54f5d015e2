package io.orderflow.seckill.admit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.seckill.Gateway;
import io.orderflow.seckill.redis.Settlements;
import io.orderflow.seckill.redis.Settlements.GivenBack;
import io.orderflow.seckill.sale.SaleCache;
import io.orderflow.seckill.sale.SaleSignals;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The flag "sold out" on two instances. */
class SoldOutIT {

    private static Gateway one;
    private static Gateway other;

    @BeforeAll
    static void start() {
        one = Gateway.start("admission.sold-out-for", "1s");
        // So long that only a signal clears it.
        other = Gateway.start("admission.sold-out-for", "1h", "test.allocation", "false");
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void is_cleared_by_itself_within_a_second_where_a_signal_is_lost() {
        long sale = one.openSale(1, 1, "");
        var ticket = sellOut(sale);
        awaitFlag(one, sale);
        giveBack(sale, ticket);
        long begun = System.nanoTime();
        await().pollInterval(Duration.ofMillis(20))
                .until(() -> one.buy(sale, "bob").status() == 202);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(1_500));
    }

    @Test
    void is_cleared_everywhere_when_stock_comes_back_and_somebody_says_so() {
        long sale = one.openSale(1, 1, "");
        other.awaitState(sale, "OPEN");
        var ticket = sellOut(sale);
        awaitFlag(one, sale);
        awaitFlag(other, sale);
        giveBack(sale, ticket);
        assertThat(other.buy(sale, "bob").problem()).isEqualTo("sold-out");
        one.bean(SaleSignals.class).changed(sale);
        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> other.buy(sale, "bob").status() == 202);
    }

    @Test
    void a_ticket_that_another_instance_gave_is_found_while_the_flag_is_set() {
        long sale = one.openSale(1, 1, "");
        other.awaitState(sale, "OPEN");
        String key = UUID.randomUUID().toString();
        var first = one.buy(sale, "ada", key, 1);
        awaitFlag(other, sale);
        assertThat(other.buy(sale, "ada", key, 1).text("ticket")).isEqualTo(first.text("ticket"));
    }

    @Test
    void two_hundred_customers_who_repeat_on_two_instances_get_what_is_there_and_no_more() {
        long sale = one.openSale(100, 2, "");
        other.awaitState(sale, "OPEN");
        var tickets = new ConcurrentLinkedQueue<String>();
        var keys = new ConcurrentLinkedQueue<String>();
        try (var customers = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 200)
                    .forEach(customer -> customers.submit(() -> {
                        for (int i = 0; i < 3; i++) {
                            String key = "k" + i;
                            for (var gateway : List.of(one, other, one)) {
                                var answer = gateway.buy(sale, "customer-" + customer, key, 1);
                                if (answer.status() == 202) {
                                    tickets.add(answer.text("ticket"));
                                    keys.add(customer + "/" + key);
                                }
                            }
                        }
                    }));
        }
        assertThat(tickets.stream().distinct()).hasSize(100);
        assertThat(keys.stream().distinct()).hasSize(100);
        assertThat(keys.stream()
                        .distinct()
                        .collect(java.util.stream.Collectors.groupingBy(
                                key -> key.split("/")[0], java.util.stream.Collectors.counting()))
                        .values())
                .allMatch(units -> units <= 2);
    }

    private static String sellOut(long sale) {
        var sold = one.buy(sale, "ada");
        assertThat(sold.status()).as(sold.body()).isEqualTo(202);
        return sold.text("ticket");
    }

    private static void awaitFlag(Gateway gateway, long sale) {
        var epochAdmissions = gateway.bean(EpochAdmissions.class);
        var cached = gateway.bean(SaleCache.class).find(sale).orElseThrow();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            assertThat(gateway.buy(sale, "nobody").problem()).isEqualTo("sold-out");
            return epochAdmissions.of(cached).soldOut().isSet();
        });
    }

    private static void giveBack(long sale, String ticket) {
        assertThat(one.bean(Settlements.class)
                        .giveBack(sale, 1, List.of(new GivenBack(ticket, "ada", 1)))
                        .reopens())
                .isTrue();
    }
}
