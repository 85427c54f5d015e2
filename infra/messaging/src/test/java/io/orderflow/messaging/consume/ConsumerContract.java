package io.orderflow.messaging.consume;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.messaging.consume.Settlement.Acknowledge;
import io.orderflow.messaging.consume.Settlement.DeadLetter;
import io.orderflow.messaging.consume.Settlement.Redeliver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every broker does with the settlements of one consumer group. Adapters extend it. */
public abstract class ConsumerContract {

    private static final Duration DELAY = ofSeconds(2);
    private static final String LATER = "later-";
    private static final Acknowledge ACKNOWLEDGE = new Acknowledge(Handled.Outcome.APPLIED);

    /** Each test's own. */
    private final String key = UUID.randomUUID().toString();

    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();

    /** @param together how many deliveries came in the same call */
    private record Arrival(Delivery delivery, Instant at, int together) {}

    protected abstract void send(String key);

    /**
     * Starts the group's only consumer. Called once in a test.
     *
     * @param batch the most deliveries in one call
     */
    protected abstract void consume(int batch, Function<List<Delivery>, List<Settlement>> consumer);

    /** The keys of the group's dead letters. */
    protected abstract List<String> deadLetters();

    /** What the broker measures delays by, as far as a test can know it. */
    protected abstract Clock clock();

    /** By how much a delay may fall short because two clocks are read. */
    protected abstract Duration precision();

    /** Lets time pass until it is so, and fails if that takes too long. */
    protected abstract void eventually(BooleanSupplier condition);

    @Test
    void what_was_sent_before_the_consumer_came_is_delivered_as_a_first_attempt() {
        send(key);

        consumeEach(1, delivery -> ACKNOWLEDGE);

        eventually(() -> arrived(key) == 1);
        assertThat(attempts(key)).containsExactly(1);
    }

    @Test
    void what_its_consumer_did_not_settle_is_delivered_again() {
        var crashed = new AtomicBoolean();
        consumeEach(1, delivery -> {
            if (crashed.compareAndSet(false, true)) {
                throw new IllegalStateException("crashed before it settled " + delivery.key());
            }
            return ACKNOWLEDGE;
        });

        send(key);

        eventually(() -> arrived(key) == 2);
    }

    @Test
    void a_redelivery_counts_its_attempts_and_comes_not_sooner_than_asked() {
        consumeEach(1, delivery -> delivery.attempt() < 3 ? new Redeliver(DELAY) : ACKNOWLEDGE);

        send(key);

        eventually(() -> arrived(key) == 3);
        deliverLaterOne();
        assertThat(attempts(key)).containsExactly(1, 2, 3);
        var times = arrivals.stream()
                .filter(arrival -> arrival.delivery().key().equals(key))
                .map(Arrival::at)
                .toList();
        var shortest = DELAY.minus(precision());
        assertThat(Duration.between(times.get(0), times.get(1))).isGreaterThanOrEqualTo(shortest);
        assertThat(Duration.between(times.get(1), times.get(2))).isGreaterThanOrEqualTo(shortest);
    }

    @Test
    void a_dead_letter_leaves_the_group_and_is_kept() {
        consumeEach(1, delivery -> delivery.key().equals(key) ? new DeadLetter() : ACKNOWLEDGE);

        send(key);

        eventually(() -> deadLetters().contains(key));
        deliverLaterOne();
        assertThat(arrived(key)).isEqualTo(1);
        assertThat(deadLetters()).containsExactly(key);
    }

    @Test
    void a_later_delivery_does_not_wait_for_one_that_is_to_come_again() {
        consumeEach(1, delivery -> delivery.key().equals(key) ? new Redeliver(ofHours(1)) : ACKNOWLEDGE);
        send(key);
        eventually(() -> arrived(key) == 1);

        deliverLaterOne();

        assertThat(arrived(key)).isEqualTo(1);
    }

    @Test
    void each_delivery_of_a_batch_has_its_own_settlement() {
        // Sent before the consumer starts, so that they come together.
        int many = 90;
        IntStream.range(0, many).forEach(i -> send(numbered(i)));
        consumeEach(16, delivery -> {
            int number = Integer.parseInt(delivery.key().substring(key.length() + 1));
            return switch (number % 3) {
                case 0 -> ACKNOWLEDGE;
                case 1 -> onceAgain(delivery);
                default -> new DeadLetter();
            };
        });

        eventually(() -> deadLetters().size() >= many / 3 && arrivals.size() >= many + many / 3);

        deliverLaterOne();
        assertThat(arrivals).anyMatch(arrival -> arrival.together() > 1);
        for (int i = 0; i < many; i++) {
            assertThat(attempts(numbered(i))).isEqualTo(i % 3 == 1 ? List.of(1, 2) : List.of(1));
        }
        assertThat(deadLetters())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, many)
                        .filter(i -> i % 3 == 2)
                        .mapToObj(this::numbered)
                        .toList());
    }

    private String numbered(int number) {
        return key + "-" + number;
    }

    private void consumeEach(int batch, Function<Delivery, Settlement> settlement) {
        consume(batch, deliveries -> {
            deliveries.forEach(delivery -> arrivals.add(new Arrival(delivery, clock().instant(), deliveries.size())));
            return deliveries.stream()
                    .map(delivery -> isLaterOne(delivery) ? onceAgain(delivery) : settlement.apply(delivery))
                    .toList();
        });
    }

    /** Comes twice, a delay apart: what was wrongly to be delivered within that delay has arrived by then. */
    private void deliverLaterOne() {
        String later = LATER + UUID.randomUUID();
        send(later);
        eventually(() -> arrived(later) == 2);
    }

    private static boolean isLaterOne(Delivery delivery) {
        return delivery.key().startsWith(LATER);
    }

    private static Settlement onceAgain(Delivery delivery) {
        return delivery.attempt() == 1 ? new Redeliver(DELAY) : ACKNOWLEDGE;
    }

    private long arrived(String key) {
        return attempts(key).size();
    }

    private List<Integer> attempts(String key) {
        return arrivals.stream()
                .map(Arrival::delivery)
                .filter(delivery -> delivery.key().equals(key))
                .map(Delivery::attempt)
                .toList();
    }
}
