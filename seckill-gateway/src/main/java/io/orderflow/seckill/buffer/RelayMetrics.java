package io.orderflow.seckill.buffer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.function.LongSupplier;

/**
 * Counters {@code sale.queue.relayed}, {@code sale.queue.taken.over}, {@code sale.queue.asked.again} and {@code
 * sale.queue.given.up}, gauge {@code sale.queue.size}.
 */
@Singleton
class RelayMetrics {

    private final MeterRegistry registry;
    private final Counter relayed;
    private final Counter takenOver;
    private final Counter askedAgain;
    private final Counter givenUp;

    RelayMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.relayed = registry.counter("sale.queue.relayed");
        this.takenOver = registry.counter("sale.queue.taken.over");
        this.askedAgain = registry.counter("sale.queue.asked.again");
        this.givenUp = registry.counter("sale.queue.given.up");
    }

    void relayed(int requests) {
        relayed.increment(requests);
    }

    void takenOver(int entries) {
        takenOver.increment(entries);
    }

    void askedAgain(int tickets) {
        askedAgain.increment(tickets);
    }

    void givenUp(int tickets) {
        givenUp.increment(tickets);
    }

    /** @param size entries that RocketMQ does not have, in all sales */
    void queueSize(LongSupplier size) {
        Gauge.builder("sale.queue.size", size::getAsLong).register(registry);
    }
}
