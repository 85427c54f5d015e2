package io.orderflow.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.orderflow.testkit.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every service that acts on {@link OrderPlaced} must do with those that wait together. What is sent together lies in one
 * queue, one behind the other, and is fetched and handled as one batch, or as two where the consumer looks in between.
 */
public abstract class OrderPlacedBatchContract extends OrderPlacedConsumerContract {

    protected OrderPlacedBatchContract(String group, String schema, String table, String path) {
        super(group, schema, table, path);
    }

    @Test
    void orders_that_wait_together_are_each_applied_once() throws Exception {
        var orders = orders(300);
        long before = acknowledged();

        events().sendTogether(orders);

        awaitAcknowledged(before + 300);
        assertEachOnce(orders);
    }

    @Test
    void of_a_batch_with_a_bad_order_that_one_is_a_dead_letter_and_the_others_are_applied() throws Exception {
        var orders = new ArrayList<>(orders(100));
        var bad = PlacedEvents.order("ada", -1);
        orders.add(61, bad);

        events().sendTogether(orders);

        awaitDeadLetter(bad.orderId());
        orders.remove(bad);
        awaitEach(orders);
        assertEachOnce(orders);
        assertThat(effects().count(bad)).isZero();
        assertThat(effects().failures(bad.orderId())).singleElement().satisfies(failure -> {
            assertThat(failure.attempt()).isEqualTo(1);
            assertThat(failure.disposition()).isEqualTo("DEAD_LETTER");
            assertThat(failure.reason()).contains("never negative");
        });
        assertThat(orders)
                .allSatisfy(
                        order -> assertThat(effects().failures(order.orderId())).isEmpty());
    }

    @Test
    void of_a_batch_with_an_order_that_the_database_refuses_that_one_alone_is_tried_again_and_given_up()
            throws Exception {
        var orders = new ArrayList<>(orders(100));
        var bad = PlacedEvents.order("x".repeat(65), 4700);
        orders.add(bad);

        events().sendTogether(orders);

        awaitDeadLetter(bad.orderId());
        orders.remove(bad);
        awaitEach(orders);
        assertEachOnce(orders);
        assertThat(effects().failures(bad.orderId()))
                .extracting(EffectTable.Failure::disposition)
                .containsExactly("REDELIVER", "DEAD_LETTER");
        assertThat(orders)
                .allSatisfy(
                        order -> assertThat(effects().failures(order.orderId())).isEmpty());
    }

    @Test
    void deliveries_of_a_batch_that_the_switch_fails_come_again_and_those_beside_them_do_not() throws Exception {
        assertThat(http().operator("PUT", "/faults", "{\"mode\":\"fail\",\"times\":3}")
                        .statusCode())
                .isEqualTo(200);
        var orders = orders(20);

        events().sendTogether(orders);

        awaitEach(orders);
        assertEachOnce(orders);
        assertThat(orders.stream()
                        .filter(order -> !effects().failures(order.orderId()).isEmpty()))
                .hasSize(3);
    }

    @Test
    void an_order_that_comes_twice_in_a_batch_is_applied_once() throws Exception {
        var orders = orders(20);
        long before = acknowledged();

        events().sendTogether(Stream.concat(orders.stream(), orders.reversed().stream())
                .toList());

        awaitAcknowledged(before + 40);
        assertEachOnce(orders);
    }

    @Test
    void of_a_batch_half_of_which_redis_has_forgotten_the_database_lets_the_other_half_through() throws Exception {
        var before = orders(20);
        long first = acknowledged();
        events().sendTogether(before);
        awaitAcknowledged(first + 20);
        long stopped = deliveries("already-stored");
        TestServers.get().redis().flushAll();
        var after = orders(20);
        var mixed = new ArrayList<>(before);
        mixed.addAll(after);
        Collections.shuffle(mixed, new Random(1));

        events().sendTogether(mixed);

        awaitAcknowledged(first + 60);
        assertThat(deliveries("already-stored")).isEqualTo(stopped + 20);
        assertEachOnce(mixed);
    }

    @Test
    void instances_whose_batches_overlap_apply_each_order_once_while_redis_is_down() throws Exception {
        var orders = orders(60);
        TestServers.get().redis().kill9();
        try (var another = ApplicationContext.run(EmbeddedServer.class, properties(), "local")) {
            assertThat(another.isRunning()).isTrue();
            // One batch lies in each queue, and the instances share the queues.
            for (int i = 0; i < 16; i++) {
                var shuffled = new ArrayList<>(orders.subList(i % 4 * 5, 60 - i % 3 * 5));
                Collections.shuffle(shuffled, new Random(i));
                events().sendTogether(shuffled);
            }
            awaitEach(orders);
            // What waits for its redelivery, a second, is no lag until it comes; it must not come in the next test.
            await("everything is acknowledged")
                    .during(Duration.ofSeconds(2))
                    .atMost(SOON)
                    .until(() -> events().lag(group()) == 0);
        } finally {
            TestServers.get().redis().start();
        }
        assertEachOnce(orders);
        assertThat(orders)
                .allSatisfy(order -> assertThat(effects().failures(order.orderId()))
                        .noneMatch(failure -> failure.disposition().equals("DEAD_LETTER")));
    }

    private static List<OrderPlaced> orders(int count) {
        String customer = "together-" + UUID.randomUUID();
        return IntStream.range(0, count)
                .mapToObj(i -> PlacedEvents.order(customer + i % 7, 4700))
                .toList();
    }

    private void awaitEach(List<OrderPlaced> orders) {
        await("every order is applied")
                .atMost(SOON)
                .until(() -> orders.stream().allMatch(order -> effects().count(order) > 0));
    }

    private void assertEachOnce(List<OrderPlaced> orders) {
        assertThat(orders)
                .allSatisfy(order -> assertThat(effects().count(order)).isEqualTo(1));
    }
}
