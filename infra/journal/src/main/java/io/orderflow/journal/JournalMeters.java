package io.orderflow.journal;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;

/** {@code journal.dropped} by kind, {@code journal.shipped}, {@code journal.queued}. */
@Context
@Requires(beans = {MeterRegistry.class, Shipping.class})
final class JournalMeters {

    JournalMeters(MeterRegistry registry, Buffer buffer, Shipping shipping) {
        FunctionCounter.builder("journal.dropped", buffer, Buffer::lostFailures)
                .tag("kind", "failure")
                .description("Entries that found no room")
                .register(registry);
        FunctionCounter.builder("journal.dropped", buffer, Buffer::lostSuccesses)
                .tag("kind", "success")
                .description("Entries that found no room")
                .register(registry);
        FunctionCounter.builder("journal.shipped", shipping, Shipping::shipped)
                .description("Entries that the broker has")
                .register(registry);
        Gauge.builder("journal.queued", buffer, Buffer::size)
                .description("Entries that wait to be shipped")
                .register(registry);
    }
}
