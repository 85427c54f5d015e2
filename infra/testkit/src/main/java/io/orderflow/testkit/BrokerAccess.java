package io.orderflow.testkit;

import io.orderflow.local.servers.RocketMqTopics;
import java.util.Map;
import org.apache.rocketmq.remoting.RPCHook;

/**
 * The user with which to connect to the broker.
 *
 * @param accessKey empty for a broker without users
 */
record BrokerAccess(String accessKey, String secretKey) {

    static final BrokerAccess NOBODY = new BrokerAccess("", "");

    /** A broker without users ignores it. */
    RPCHook signature() {
        return RocketMqTopics.signature(accessKey, secretKey);
    }

    Map<String, String> environment() {
        return Map.of("ROCKETMQ_ACCESS_KEY", accessKey, "ROCKETMQ_SECRET_KEY", secretKey);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return accessKey;
    }
}
