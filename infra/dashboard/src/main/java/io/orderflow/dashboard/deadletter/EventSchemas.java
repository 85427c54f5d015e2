package io.orderflow.dashboard.deadletter;

import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.config.DeserializationConfiguration;
import io.orderflow.event.OrderEvents;
import io.orderflow.event.OrderPlaced;
import io.orderflow.event.OrdersPlaced;
import io.orderflow.event.PurchaseEvents;
import io.orderflow.event.PurchaseRequested;
import io.orderflow.event.PurchasesDecided;
import io.orderflow.event.PurchasesRequested;
import io.orderflow.event.SaleChanged;
import io.orderflow.event.SaleEvents;
import io.orderflow.event.SaleWarming;
import io.orderflow.event.SaleWarmingRefused;
import io.orderflow.event.StockDeclared;
import io.orderflow.event.UnitsReturned;
import io.orderflow.json.EventJson;
import io.orderflow.json.Misfit;
import io.orderflow.json.MisfitOf;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;

/**
 * What a message of each topic and tag must look like. Stricter than consumers are: an unknown field is a mistyped one here,
 * and the business key must stay what it was, because that is what consumers deduplicate by.
 */
@Singleton
final class EventSchemas {

    sealed interface Check {}

    record Fits() implements Check {}

    /** @param why names the field, for people */
    record Broken(String why) implements Check {}

    /** No schema is declared for this topic and tag. */
    record Undeclared() implements Check {}

    private record Schema<T>(Class<T> type, Function<T, String> key) {}

    private static final Map<String, Schema<?>> SCHEMAS = Map.of(
            name(OrderEvents.TOPIC, OrderEvents.PLACED), new Schema<>(OrderPlaced.class, OrderPlaced::orderId),
            name(OrderEvents.GROUPS, OrderEvents.PLACED_TOGETHER), new Schema<>(OrdersPlaced.class, any -> ""),
            name(PurchaseEvents.REQUESTS, PurchaseEvents.REQUESTED),
                    new Schema<>(PurchaseRequested.class, PurchaseRequested::ticket),
            name(PurchaseEvents.REQUESTS, PurchaseEvents.REQUESTED_TOGETHER),
                    new Schema<>(PurchasesRequested.class, any -> ""),
            name(PurchaseEvents.OUTCOMES, PurchaseEvents.DECIDED), new Schema<>(PurchasesDecided.class, any -> ""),
            name(PurchaseEvents.OUTCOMES, PurchaseEvents.RETURNED), new Schema<>(UnitsReturned.class, any -> ""),
            name(SaleEvents.TOPIC, SaleEvents.WARMING),
                    new Schema<>(SaleWarming.class, event -> Long.toString(event.saleId())),
            name(SaleEvents.TOPIC, SaleEvents.STOCK_DECLARED),
                    new Schema<>(StockDeclared.class, event -> Long.toString(event.saleId())),
            name(SaleEvents.TOPIC, SaleEvents.WARMING_REFUSED),
                    new Schema<>(SaleWarmingRefused.class, event -> Long.toString(event.saleId())),
            name(SaleEvents.SIGNALS, SaleEvents.CHANGED),
                    new Schema<>(SaleChanged.class, event -> Long.toString(event.saleId())));

    private final ObjectMapper strict;

    EventSchemas(ObjectMapper mapper, DeserializationConfiguration usual) {
        this.strict = EventJson.closed(mapper, usual);
    }

    boolean knows(DeadLetter letter) {
        return SCHEMAS.containsKey(name(letter.topic(), letter.tag()));
    }

    Check check(DeadLetter letter, byte[] body) {
        var schema = SCHEMAS.get(name(letter.topic(), letter.tag()));
        return schema == null ? new Undeclared() : check(schema, letter.key(), body);
    }

    private <T> Check check(Schema<T> schema, String key, byte[] body) {
        T event;
        try {
            event = strict.readValue(body, schema.type());
        } catch (IOException | RuntimeException unreadable) {
            return new Broken(MisfitOf.failure(unreadable)
                    .map(Misfit::text)
                    .orElseGet(() -> String.valueOf(unreadable.getMessage())));
        }
        if (event == null) {
            return new Broken("The body is empty; a %s is expected"
                    .formatted(schema.type().getSimpleName()));
        }
        var own = schema.key().apply(event);
        return own.isEmpty() || own.equals(key)
                ? new Fits()
                : new Broken(
                        "The body speaks of %s, the message's key is %s: they must be the same".formatted(own, key));
    }

    private static String name(String topic, String tag) {
        return topic + ":" + tag;
    }
}
