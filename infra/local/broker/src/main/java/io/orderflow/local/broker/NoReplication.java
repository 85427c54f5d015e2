package io.orderflow.local.broker;

import org.apache.rocketmq.store.ha.DefaultHAService;

/**
 * Keeps the broker's replication port closed: it would listen on every network interface, whatever {@code bindAddress} is.
 * RocketMQ finds this class through {@code META-INF/service}. Only right for a master that waits for no slave.
 */
public final class NoReplication extends DefaultHAService {

    @Override
    public void start() {
        // Nothing to accept, nothing to transfer.
    }
}
