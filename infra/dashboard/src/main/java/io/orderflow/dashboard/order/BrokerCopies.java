package io.orderflow.dashboard.order;

import io.orderflow.dashboard.broker.BrokerMessage;
import io.orderflow.dashboard.broker.BrokerMessages;
import io.orderflow.dashboard.page.Source;
import io.orderflow.event.OrderEvents;
import io.orderflow.event.PurchaseEvents;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The messages themselves, as the broker still has them: what was really sent, whether or not it was reported. */
@Singleton
class BrokerCopies {

    /** A key travels in a handful of topics; each is a question to the broker. */
    private static final int MOST_QUESTIONS = 12;

    private final BrokerMessages messages;

    BrokerCopies(BrokerMessages messages) {
        this.messages = messages;
    }

    /** Where a message may be. */
    record Place(String topic, String key) {}

    /** @param told what is known of the key so far */
    static Set<Place> places(String id, List<Step> told) {
        Set<Place> places = new LinkedHashSet<>();
        places.add(new Place(OrderEvents.TOPIC, id));
        places.add(new Place(PurchaseEvents.REQUESTS, id));
        for (var step : told) {
            var topic = step.facts().get("topic");
            var key = step.facts().get("key");
            if (topic != null && key != null) {
                places.add(new Place(topic.split(" / ", 2)[0], key));
            }
        }
        return places.stream().limit(MOST_QUESTIONS).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Source<List<OrderHistory.Copy>> at(Place place) {
        return messages.byKey(place.topic(), place.key())
                .map(found -> found.stream().map(BrokerCopies::copy).toList());
    }

    /** Messages that the journal does not have appear on the timeline as the broker's own. */
    static List<Step> untold(List<OrderHistory.Copy> copies, List<Step> told) {
        Set<String> known = told.stream()
                .filter(step -> step.kind() == Kind.HALF_MESSAGE || step.kind() == Kind.SEND)
                .map(step -> step.facts().getOrDefault("message-id", ""))
                .collect(Collectors.toSet());
        List<Step> steps = new ArrayList<>();
        for (var copy : copies) {
            if (known.add(copy.messageId())) {
                Map<String, String> facts = new LinkedHashMap<>();
                facts.put("topic", copy.tag().isEmpty() ? copy.topic() : copy.topic() + " / " + copy.tag());
                facts.put("message-id", copy.messageId());
                steps.add(
                        new Step(copy.storedAt(), Step.BROKER, Kind.STORED, "SENT", null, 0, null, null, null, facts));
            }
        }
        return steps;
    }

    private static OrderHistory.Copy copy(BrokerMessage message) {
        var properties = message.properties().entrySet().stream()
                .map(property -> property.getKey() + " = " + property.getValue())
                .collect(Collectors.joining("\n"));
        return new OrderHistory.Copy(
                message.topic(), message.tag(), message.id(), message.storedAt(), properties, message.body());
    }
}
