package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.Test;

class DistinctClientAllocationTest {

    private static final List<MessageQueue> QUEUES = IntStream.range(0, 8)
            .mapToObj(id -> new MessageQueue("orders", "broker", id))
            .toList();

    @Test
    void a_client_that_the_broker_knows_by_two_connections_has_no_double() {
        assertThat(queuesOf("ada", "ada", "ada")).isEqualTo(QUEUES);
    }

    @Test
    void every_queue_has_one_of_the_clients() {
        assertThat(queuesOf("ada", "ada", "ada", "bob")).isEqualTo(QUEUES.subList(0, 4));
        assertThat(queuesOf("bob", "ada", "ada", "bob")).isEqualTo(QUEUES.subList(4, 8));
    }

    @Test
    void a_client_that_the_broker_does_not_know_has_none() {
        assertThat(queuesOf("ada", "bob")).isEmpty();
    }

    private static List<MessageQueue> queuesOf(String client, String... known) {
        return new DistinctClientAllocation().allocate("group", client, QUEUES, List.of(known));
    }
}
