package io.orderflow.messaging.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.messaging.InMemoryBroker;
import io.orderflow.messaging.consume.Settlement.Acknowledge;
import io.orderflow.messaging.publish.OutgoingMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class InMemoryConsumerTest extends ConsumerContract {

    private static final String GROUP = "readers";
    private static final String TOPIC = "letters";
    private static final Duration STEP = Duration.ofMillis(100);
    private static final int STEPS = 1_000;

    private final InMemoryBroker broker = new InMemoryBroker();
    private final List<Integer> attempts = new ArrayList<>();

    @Test
    void settlements_that_get_lost_make_a_second_delivery() {
        acknowledging(() -> {});
        send("k-1");
        broker.loseNextSettlements();

        broker.advance(InMemoryBroker.UNSETTLED.minusMillis(1));
        assertThat(attempts).containsExactly(1);
        broker.advance(InMemoryBroker.UNSETTLED);
        assertThat(attempts).containsExactly(1, 2);
    }

    @Test
    void a_restart_during_a_delivery_loses_its_settlement() {
        acknowledging(() -> {
            if (attempts.size() == 1) {
                broker.restart();
            }
        });
        send("k-1");

        broker.advance(InMemoryBroker.UNSETTLED.multipliedBy(3));

        assertThat(attempts).containsExactly(1, 2);
    }

    private void acknowledging(Runnable effect) {
        consume(16, deliveries -> {
            deliveries.forEach(delivery -> attempts.add(delivery.attempt()));
            effect.run();
            return Collections.nCopies(deliveries.size(), new Acknowledge(Handled.Outcome.APPLIED));
        });
    }

    @Override
    protected void send(String key) {
        broker.send(new OutgoingMessage(TOPIC, "posted", key, Map.of(), new byte[0]));
    }

    @Override
    protected void consume(int batch, Function<List<Delivery>, List<Settlement>> consumer) {
        broker.subscribe(GROUP, TOPIC, batch, consumer);
    }

    @Override
    protected List<String> deadLetters() {
        return broker.deadLetters(GROUP).stream().map(Delivery::key).toList();
    }

    @Override
    protected Clock clock() {
        return broker.clock();
    }

    @Override
    protected Duration precision() {
        return Duration.ZERO;
    }

    @Override
    protected void eventually(BooleanSupplier condition) {
        for (int i = 0; i < STEPS && !condition.getAsBoolean(); i++) {
            broker.advance(STEP);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
