package io.orderflow.journal;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.journal.entry.JournalBatch;
import io.orderflow.journal.entry.JournalEntry;
import io.orderflow.journal.entry.JournalTopic;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads what one service ships, as the dashboard would. */
@RocketMQListener("${fixture.reader}")
@Requires(property = "fixture.reader")
class JournalReader {

    private final String service;
    private final List<JournalBatch> batches = new CopyOnWriteArrayList<>();

    JournalReader(@Value("${fixture.read-service}") String service) {
        this.service = service;
    }

    @Topic(JournalTopic.NAME)
    void shipped(@MessageBody JournalBatch batch) {
        if (batch.service().equals(service)) {
            batches.add(batch);
        }
    }

    List<JournalBatch> batches() {
        return batches;
    }

    /** In the sequence in which they began. */
    List<JournalEntry> of(String key) {
        return batches.stream()
                .flatMap(batch -> batch.entries().stream())
                .filter(entry -> entry.keys().contains(key))
                .sorted(Comparator.comparing(JournalEntry::at))
                .toList();
    }

    List<String> toldOf(String key) {
        return of(key).stream()
                .map(entry -> entry.step() + " " + entry.outcome())
                .toList();
    }
}
