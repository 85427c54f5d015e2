package io.orderflow.micronaut.rocketmq;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.remoting.protocol.route.BrokerData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the brokers delay a redelivery as configured by {@code rocketmq.consumer.delay-levels}: a level is a place in the
 * broker's own list, so a different list means different delays. Each broker is asked until it has answered once; one that
 * refuses to answer this application's user is not asked again.
 */
@Singleton
final class BrokerDelays {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerDelays.class);
    private static final long TIMEOUT_MILLIS = 1_000;

    private final DelayLadder ours;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Map<String, String> differing = new ConcurrentHashMap<>();

    BrokerDelays(ConsumerConfiguration configuration) {
        this.ours = DelayLadder.parse(configuration.delayLevels());
    }

    /** What is wrong, by broker. */
    Map<String, String> differing() {
        return new TreeMap<>(differing);
    }

    /** Asks those brokers of {@code topics} that have not answered yet. */
    void ask(MQClientInstance client, Collection<String> topics) {
        for (String topic : topics) {
            try {
                var route = client.getMQClientAPIImpl().getTopicRouteInfoFromNameServer(topic, TIMEOUT_MILLIS);
                for (BrokerData broker : route.getBrokerDatas()) {
                    ask(client, Objects.requireNonNull(broker.selectBrokerAddr(), "broker without address"));
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception unreachable) {
                LOG.debug("The delay levels behind {} are not known yet: {}", topic, unreachable.toString());
            }
        }
    }

    private void ask(MQClientInstance client, String broker) throws Exception {
        if (asked.contains(broker)) {
            return;
        }
        try {
            compare(
                    broker,
                    client.getMQClientAPIImpl()
                            .getBrokerConfig(broker, TIMEOUT_MILLIS)
                            .getProperty("messageDelayLevel", ""));
        } catch (MQBrokerException refused) {
            LOG.debug("Broker {} does not tell its delay levels: {}", broker, refused.getErrorMessage());
        }
        asked.add(broker);
    }

    private void compare(String broker, String levels) {
        if (levels.isBlank() || DelayLadder.parse(levels).equals(ours)) {
            return;
        }
        String trouble =
                "redeliveries come at other times than @Redelivery says: set rocketmq.consumer.delay-levels to this broker's messageDelayLevel, '%s'"
                        .formatted(levels);
        if (differing.put(broker, trouble) == null) {
            LOG.warn("Broker {}: {}", broker, trouble);
        }
    }
}
