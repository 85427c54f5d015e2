package io.orderflow.messaging.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.messaging.InMemoryBroker;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.consume.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InMemoryHalfMessagesTest extends HalfMessagesContract {

    private static final Duration STEP = Duration.ofMillis(100);
    private static final int STEPS = 1_000;

    private final InMemoryBroker broker = new InMemoryBroker();
    private final Map<String, Verdict> answers = new HashMap<>();
    private final List<String> delivered = new ArrayList<>();

    @BeforeEach
    void connect() {
        broker.answerCheckBacks((txId, bornAt) -> answers.getOrDefault(txId, Verdict.UNKNOWN));
        broker.subscribe("readers", topic(), 16, deliveries -> {
            deliveries.forEach(delivery -> delivered.add(delivery.key()));
            return Collections.nCopies(deliveries.size(), new Settlement.Acknowledge(Handled.Outcome.APPLIED));
        });
    }

    @Test
    void a_verdict_that_gets_lost_is_asked_for() {
        broker.loseNextVerdict();
        assertAskedFor(() -> Verdict.COMMIT);
    }

    @Test
    void a_restart_during_the_transaction_loses_its_verdict() {
        assertAskedFor(() -> {
            broker.restart();
            return Verdict.COMMIT;
        });
    }

    @Test
    void nothing_happens_while_no_time_passes() {
        halfMessages().send(message(), "t-1", () -> Verdict.COMMIT);
        assertThat(delivered).isEmpty();

        broker.advance(Duration.ZERO);

        assertThat(delivered).containsExactly("k-1");
    }

    private void assertAskedFor(Supplier<Verdict> local) {
        answer("t-1", Verdict.COMMIT);
        halfMessages().send(message(), "t-1", local);

        broker.advance(InMemoryBroker.CHECK_EVERY.minusMillis(1));
        assertThat(delivered).isEmpty();
        broker.advance(Duration.ofMillis(1));
        assertThat(delivered).containsExactly("k-1");
        assertThat(checkBacks()).isEqualTo(1);
    }

    private OutgoingMessage message() {
        return new OutgoingMessage(topic(), "posted", "k-1", Map.of(), new byte[0]);
    }

    @Override
    protected HalfMessages halfMessages() {
        return broker;
    }

    @Override
    protected String topic() {
        return "letters";
    }

    @Override
    protected List<String> delivered() {
        return delivered;
    }

    @Override
    protected void answer(String txId, Verdict verdict) {
        answers.put(txId, verdict);
    }

    @Override
    protected int checkBacks() {
        return broker.checkBacks();
    }

    @Override
    protected void restartBroker() {
        broker.restart();
    }

    @Override
    protected void eventually(BooleanSupplier condition) {
        for (int i = 0; i < STEPS && !condition.getAsBoolean(); i++) {
            broker.advance(STEP);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
