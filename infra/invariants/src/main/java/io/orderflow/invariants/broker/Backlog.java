package io.orderflow.invariants.broker;

import java.util.List;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.remoting.exception.RemotingException;

/** How many messages a consumer group has yet to consume, those to be redelivered now included. */
public final class Backlog {

    private final BrokerView broker;

    public Backlog(BrokerView broker) {
        this.broker = broker;
    }

    /** @return messages; those that wait for their next attempt's time are not among them */
    public long of(String group, String topic)
            throws RemotingException, MQClientException, MQBrokerException, InterruptedException {
        long backlog = 0;
        for (String each : List.of(topic, MixAll.getRetryTopic(group))) {
            for (var queue : broker.queues(each)) {
                backlog += Math.max(0, broker.stored(queue) - broker.position(group, queue));
            }
        }
        return backlog;
    }
}
