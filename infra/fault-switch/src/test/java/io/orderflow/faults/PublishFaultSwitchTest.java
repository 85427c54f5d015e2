package io.orderflow.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.messaging.publish.HalfMessages;
import io.orderflow.messaging.publish.OutgoingMessage;
import io.orderflow.messaging.publish.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublishFaultSwitchTest {

    private static final OutgoingMessage MESSAGE =
            new OutgoingMessage("order-events", "placed", "order-1", Map.of(), new byte[0]);

    private final AtomicInteger ended = new AtomicInteger();
    private final Queue<Verdict> told = new ConcurrentLinkedQueue<>();
    private final PublishFaultSwitch faults = new PublishFaultSwitch(ended::incrementAndGet);
    private final HalfMessages halfMessages = faults.faulty((message, txId, local) -> told.add(local.get()));

    @Test
    void switched_off_the_broker_is_told_everything() {
        publish(Verdict.COMMIT);
        publish(Verdict.ROLLBACK);

        assertThat(told).containsExactly(Verdict.COMMIT, Verdict.ROLLBACK);
    }

    @Test
    void losing_two_commits_it_loses_two_and_is_off_then() {
        faults.set(new PublishFault.LoseCommit(2));

        publish(Verdict.COMMIT);
        publish(Verdict.COMMIT);
        publish(Verdict.COMMIT);

        assertThat(told).containsExactly(Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.COMMIT);
        assertThat(faults.get()).isEqualTo(new PublishFault.Off());
    }

    @Test
    void what_was_rolled_back_is_told_and_does_not_count() {
        faults.set(new PublishFault.LoseCommit(1));

        publish(Verdict.ROLLBACK);

        assertThat(told).containsExactly(Verdict.ROLLBACK);
        assertThat(faults.get()).isEqualTo(new PublishFault.LoseCommit(1));
    }

    @Test
    void of_1000_parallel_commits_exactly_50_are_lost() throws Exception {
        faults.set(new PublishFault.LoseCommit(50));
        List<Callable<Object>> publications = IntStream.range(0, 1_000)
                .<Callable<Object>>mapToObj(i -> () -> {
                    publish(Verdict.COMMIT);
                    return i;
                })
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(publications);
        }

        assertThat(told).hasSize(1_000);
        assertThat(told.stream().filter(Verdict.UNKNOWN::equals)).hasSize(50);
    }

    @Test
    void killing_ends_the_process_after_the_commit_and_not_after_a_rollback() {
        faults.set(new PublishFault.KillAfterCommit());

        publish(Verdict.ROLLBACK);
        assertThat(ended).hasValue(0);

        publish(Verdict.COMMIT);
        assertThat(ended).hasValue(1);
    }

    private void publish(Verdict verdict) {
        halfMessages.send(MESSAGE, "tx", () -> verdict);
    }
}
