package io.orderflow.crash;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/**
 * Distinguishes a publication's own transaction from all others: check-backs, journals and effects use {@code Transactions}
 * too.
 */
@Singleton
@Requires(property = "crash")
final class Publication {

    private final ScopedValue<Boolean> running = ScopedValue.newInstance();

    <R> R during(Supplier<R> local) {
        return ScopedValue.where(running, true).call(local::get);
    }

    boolean isRunning() {
        return running.isBound();
    }
}
