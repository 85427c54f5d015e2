package io.orderflow.journal;

import io.micronaut.context.annotation.Requires;
import io.orderflow.micronaut.rocketmq.observe.MessageObserver;
import io.orderflow.micronaut.rocketmq.observe.MessageStep;
import jakarta.inject.Singleton;

/** Not there when the journal is off, so that no step is made for nothing. */
@Singleton
@Requires(property = "journal.enabled", notEquals = "false")
final class JournalObserver implements MessageObserver {

    private final Journal journal;

    JournalObserver(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void observed(MessageStep step) {
        journal.record(step);
    }
}
