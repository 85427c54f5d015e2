package io.orderflow.micronaut.rocketmq;

import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One {@code @RocketMQListener} class. What the group subscribes to follows from the class alone, so all instances of an
 * application subscribe to the same, as the broker requires.
 *
 * @param prefetch 0 for what is configured
 * @param broadcast whether every running instance gets each message
 * @param unhandled settles what no method takes: a leftover of an earlier version's subscription
 */
record ListenerGroup(
        String name,
        int threads,
        int batch,
        Duration linger,
        int prefetch,
        boolean broadcast,
        List<ListenerMethod> methods,
        ListenerMethod unhandled) {

    ListenerGroup {
        methods = List.copyOf(methods);
    }

    /** Topic and tag expression: {@code placed || cancelled}, or {@code *}. */
    Map<String, String> subscriptions() {
        var tags = methods.stream()
                .collect(Collectors.groupingBy(
                        ListenerMethod::topic,
                        LinkedHashMap::new,
                        Collectors.mapping(ListenerMethod::tag, Collectors.toList())));
        Map<String, String> expressions = new LinkedHashMap<>();
        tags.forEach((topic, named) -> expressions.put(
                topic, named.contains("") ? "*" : named.stream().sorted().collect(Collectors.joining(" || "))));
        return expressions;
    }

    /** @return one settlement for each delivery, in their order */
    List<Settlement> settle(List<Delivery> deliveries) {
        ListenerMethod first = methodFor(deliveries.getFirst());
        if (deliveries.stream().allMatch(delivery -> methodFor(delivery) == first)) {
            return first.settle(deliveries);
        }
        // Redeliveries of several kinds come in one batch.
        List<Settlement> settlements = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            settlements.addAll(methodFor(delivery).settle(List.of(delivery)));
        }
        return settlements;
    }

    private ListenerMethod methodFor(Delivery delivery) {
        ListenerMethod anyTag = unhandled;
        for (ListenerMethod method : methods) {
            if (method.topic().equals(delivery.topic())) {
                if (method.tag().equals(delivery.tag())) {
                    return method;
                }
                if (method.tag().isEmpty()) {
                    anyTag = method;
                }
            }
        }
        return anyTag;
    }
}
