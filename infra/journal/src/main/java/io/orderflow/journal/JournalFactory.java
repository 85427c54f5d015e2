package io.orderflow.journal;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The journal's parts that know nothing of Micronaut. */
@Factory
final class JournalFactory {

    @Singleton
    Buffer buffer(JournalConfiguration configuration) {
        return new Buffer(configuration.capacity());
    }

    @Singleton
    Sampling sampling(JournalConfiguration configuration) {
        return new Sampling(configuration.successesPerSecond(), System::nanoTime);
    }
}
