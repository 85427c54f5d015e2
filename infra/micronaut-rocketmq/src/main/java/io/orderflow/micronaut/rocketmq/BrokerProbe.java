package io.orderflow.micronaut.rocketmq;

import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.remoting.protocol.ResponseCode;
import org.apache.rocketmq.remoting.protocol.route.BrokerData;
import org.jspecify.annotations.Nullable;

/** One look at everything between this application and its topics: one request to the name server each, one to each broker. */
@Singleton
final class BrokerProbe {

    private static final long TIMEOUT_MILLIS = 1_000;

    /** @param details what a person needs to see, worst news included */
    record Seen(boolean healthy, Map<String, Object> details) {}

    private final ClientSettings settings;
    private final Clients clients;
    private final SharedProducer producer;
    private final RocketMQLifecycle lifecycle;
    private final BrokerDelays delays;

    BrokerProbe(
            ClientSettings settings,
            Clients clients,
            SharedProducer producer,
            RocketMQLifecycle lifecycle,
            BrokerDelays delays) {
        this.settings = settings;
        this.clients = clients;
        this.producer = producer;
        this.lifecycle = lifecycle;
        this.delays = delays;
    }

    Seen look() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("nameServer", settings.nameServer());
        boolean healthy = true;
        Map<String, String> groups = new LinkedHashMap<>();
        for (GroupConsumer consumer : lifecycle.consumers()) {
            boolean runs = consumer.consumerIfRunning() != null;
            groups.put(consumer.name(), runs ? "running" : "connecting");
            healthy &= runs;
        }
        details.put("listeners", groups);
        Map<String, String> topics = new LinkedHashMap<>();
        Set<String> answered = new HashSet<>();
        var consumed = consumedTopics();
        for (String topic : topics(consumed)) {
            String trouble = trouble(topic, consumed.contains(topic), answered);
            topics.put(topic, trouble == null ? "reachable" : trouble);
            healthy &= trouble == null;
        }
        details.put("topics", topics);
        // Messages are consumed all the same, so it does not count as down.
        var differing = differingDelays();
        if (!differing.isEmpty()) {
            details.put("delayLevels", differing);
        }
        return new Seen(healthy, details);
    }

    private Map<String, String> differingDelays() {
        for (GroupConsumer consumer : lifecycle.consumers()) {
            var running = consumer.consumerIfRunning();
            if (running != null && !consumer.group().broadcast()) {
                delays.ask(running.client(), consumer.group().subscriptions().keySet());
            }
        }
        return delays.differing();
    }

    private Set<String> consumedTopics() {
        Set<String> topics = new LinkedHashSet<>();
        lifecycle
                .consumers()
                .forEach(consumer ->
                        topics.addAll(consumer.group().subscriptions().keySet()));
        return topics;
    }

    /** Those that are consumed first: the right to ask for a topic's offsets comes with the right to consume it. */
    private Set<String> topics(Set<String> consumed) {
        Set<String> topics = new LinkedHashSet<>(consumed);
        topics.addAll(clients.essentialTopics());
        return topics;
    }

    /** @return why {@code topic} can't be used now; null if it can */
    private @Nullable String trouble(String topic, boolean consumed, Set<String> answered) {
        var client = client();
        if (client == null) {
            return "not connected yet";
        }
        try {
            var api = client.getMQClientAPIImpl();
            for (BrokerData broker :
                    api.getTopicRouteInfoFromNameServer(topic, TIMEOUT_MILLIS).getBrokerDatas()) {
                String address = Objects.requireNonNull(broker.selectBrokerAddr(), "broker without address");
                if (!answered.contains(address)) {
                    var queue = new MessageQueue(topic, broker.getBrokerName(), 0);
                    try {
                        api.getMaxOffset(address, queue, TIMEOUT_MILLIS);
                    } catch (MQBrokerException refused) {
                        // An answer as well, where nothing but the right to publish is needed.
                        if (consumed || refused.getResponseCode() != ResponseCode.NO_PERMISSION) {
                            throw refused;
                        }
                    }
                    answered.add(address);
                }
            }
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (MQClientException unknown) {
            return Objects.requireNonNullElse(unknown.getErrorMessage(), unknown.toString());
        } catch (Exception unreachable) {
            return unreachable.toString();
        }
    }

    private @Nullable MQClientInstance client() {
        var sending = producer.producerIfRunning();
        if (sending != null) {
            return sending.client();
        }
        return lifecycle.consumers().stream()
                .flatMap(consumer -> Stream.ofNullable(consumer.consumerIfRunning()))
                .map(PushConsumer::client)
                .findFirst()
                .orElse(null);
    }
}
