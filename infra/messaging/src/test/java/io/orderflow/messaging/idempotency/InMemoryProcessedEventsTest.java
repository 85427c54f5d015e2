package io.orderflow.messaging.idempotency;

class InMemoryProcessedEventsTest extends ProcessedEventsContract {

    private final ProcessedEvents events = new InMemoryProcessedEvents();

    @Override
    protected ProcessedEvents events() {
        return events;
    }
}
