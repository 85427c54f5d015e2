package io.orderflow.micronaut.rocketmq;

import java.util.List;
import org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * Shares the queues of a topic among a group's clients, as the client does by itself, but counts each of them once.
 *
 * <p>The broker names a client once for every connection that it has of it ({@code ConsumerGroupInfo.getAllClientId}). One that
 * has reconnected, because a request had timed out, would leave half of its queues to its own duplicate, and they would not be
 * consumed until the broker finds the old connection idle: for two minutes.
 */
final class DistinctClientAllocation extends AllocateMessageQueueAveragely {

    @Override
    public List<MessageQueue> allocate(String group, String client, List<MessageQueue> queues, List<String> clients) {
        return super.allocate(group, client, queues, clients.stream().distinct().toList());
    }
}
