package io.orderflow.messaging.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every broker does with half messages. Adapters extend it. */
public abstract class HalfMessagesContract {

    /** Each test's own. */
    private final String key = UUID.randomUUID().toString();

    private final String txId = UUID.randomUUID().toString();

    protected abstract HalfMessages halfMessages();

    /** Where {@link #delivered} listens. */
    protected abstract String topic();

    /** The keys of what was delivered, once for each delivery. */
    protected abstract List<String> delivered();

    /** From now on a check-back about {@code txId} is answered with {@code verdict}; before that, with UNKNOWN. */
    protected abstract void answer(String txId, Verdict verdict);

    /** How many check-backs were answered. */
    protected abstract int checkBacks();

    /** Ends the broker and starts it with what it has stored. Returns when it runs. */
    protected abstract void restartBroker();

    /** Lets time pass until it is so, and fails if that takes too long. */
    protected abstract void eventually(BooleanSupplier condition);

    @Test
    void it_is_invisible_while_its_transaction_runs_and_delivered_once_after_the_commit() {
        send(key, txId, () -> {
            deliverLaterOne();
            assertThat(delivered()).doesNotContain(key);
            return Verdict.COMMIT;
        });

        // A check-back would be answered with UNKNOWN: only the verdict can have made it visible.
        eventually(() -> delivered().contains(key));
        deliverLaterOne();
        assertThat(delivered()).containsOnlyOnce(key);
    }

    @Test
    void a_rollback_is_never_delivered() {
        answer(txId, Verdict.ROLLBACK);

        send(key, txId, () -> Verdict.ROLLBACK);

        deliverLaterOne();
        assertThat(delivered()).doesNotContain(key);
    }

    @Test
    void it_is_stored_before_its_transaction_begins_so_one_that_dies_is_asked_about() {
        var died = new AssertionError("the process dies here");

        assertThatThrownBy(() -> send(key, txId, () -> {
                    answer(txId, Verdict.COMMIT);
                    throw died;
                }))
                .isSameAs(died);

        eventually(() -> delivered().contains(key));
        assertThat(checkBacks()).isPositive();
    }

    @Test
    void without_a_verdict_the_check_back_commits() {
        answer(txId, Verdict.COMMIT);

        send(key, txId, () -> Verdict.UNKNOWN);

        eventually(() -> delivered().contains(key));
        assertThat(checkBacks()).isPositive();
    }

    @Test
    void without_a_verdict_the_check_back_rolls_back() {
        answer(txId, Verdict.ROLLBACK);

        send(key, txId, () -> Verdict.UNKNOWN);

        deliverLaterOne();
        assertThat(delivered()).doesNotContain(key);
    }

    @Test
    void it_is_asked_about_until_there_is_a_verdict() {
        send(key, txId, () -> Verdict.UNKNOWN);
        eventually(() -> checkBacks() >= 3);
        assertThat(delivered()).doesNotContain(key);

        answer(txId, Verdict.COMMIT);

        eventually(() -> delivered().contains(key));
    }

    @Test
    void it_survives_a_restart_of_the_broker_and_gets_its_verdict_after_it() {
        send(key, txId, () -> Verdict.UNKNOWN);
        restartBroker();
        assertThat(delivered()).doesNotContain(key);

        answer(txId, Verdict.COMMIT);

        eventually(() -> delivered().contains(key));
    }

    /** One that was sent later and had to be asked about: what was to be delivered before is delivered by then. */
    private void deliverLaterOne() {
        String later = UUID.randomUUID().toString();
        String laterTxId = UUID.randomUUID().toString();
        answer(laterTxId, Verdict.COMMIT);
        send(later, laterTxId, () -> Verdict.UNKNOWN);
        eventually(() -> delivered().contains(later));
    }

    private void send(String key, String txId, Supplier<Verdict> local) {
        halfMessages().send(new OutgoingMessage(topic(), "", key, Map.of(), new byte[] {1}), txId, local);
    }
}
