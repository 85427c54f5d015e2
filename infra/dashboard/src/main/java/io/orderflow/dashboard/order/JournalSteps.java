package io.orderflow.dashboard.order;

import io.orderflow.dashboard.journal.Recorded;
import io.orderflow.journal.entry.JournalEntry;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the services reported, as steps. */
final class JournalSteps {

    private JournalSteps() {}

    static List<Step> of(List<Recorded> recorded) {
        return recorded.stream().map(JournalSteps::of).toList();
    }

    private static Step of(Recorded recorded) {
        var entry = recorded.entry();
        var failure = entry.failure();
        return new Step(
                entry.at(),
                recorded.service(),
                kind(entry),
                entry.outcome(),
                entry.group(),
                entry.attempt(),
                Duration.of(entry.micros(), ChronoUnit.MICROS),
                entry.nextAt(),
                failure == null
                        ? null
                        : new Step.Failure(failure.exception(), orEmpty(failure.reason()), failure.stack()),
                facts(recorded));
    }

    private static Kind kind(JournalEntry entry) {
        return switch (entry.step()) {
            case HTTP_REQUEST -> Kind.HTTP_REQUEST;
            case GROUP -> Kind.GROUP;
            case HALF_MESSAGE -> Kind.HALF_MESSAGE;
            case LOCAL_TRANSACTION -> Kind.LOCAL_TRANSACTION;
            case END_TRANSACTION -> Kind.END_TRANSACTION;
            case CHECK_BACK -> Kind.CHECK_BACK;
            case SEND -> Kind.SEND;
            case DELIVERY -> Kind.DELIVERY;
        };
    }

    private static Map<String, String> facts(Recorded recorded) {
        var entry = recorded.entry();
        Map<String, String> facts = new LinkedHashMap<>();
        put(facts, "request", entry.request());
        put(facts, "topic", topic(entry));
        put(facts, "key", entry.keys().isEmpty() ? null : entry.keys().getFirst());
        put(facts, "message-id", entry.messageId());
        put(facts, "tx-id", entry.txId());
        put(facts, "trace-id", entry.traceId());
        put(facts, "instance", recorded.instance());
        return facts;
    }

    private static @Nullable String topic(JournalEntry entry) {
        return entry.tag() == null ? entry.topic() : entry.topic() + " / " + entry.tag();
    }

    private static void put(Map<String, String> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
