package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import io.orderflow.messaging.Transactions;
import io.orderflow.messaging.publish.Fence;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes fences that no broker can ask about any more. Any number of instances may do so at once. */
@Singleton
@Requires(beans = Transactions.class)
final class FenceRetention {

    private static final Logger LOG = LoggerFactory.getLogger(FenceRetention.class);

    private final Fence fence;
    private final Clients clients;
    private final TransactionConfiguration configuration;

    FenceRetention(Fence fence, Clients clients, TransactionConfiguration configuration) {
        this.fence = fence;
        this.clients = clients;
        this.configuration = configuration;
    }

    @Scheduled(
            initialDelay = "${rocketmq.transaction.sweep-interval:1h}",
            fixedDelay = "${rocketmq.transaction.sweep-interval:1h}")
    void sweep() throws Exception {
        // A service that only consumes has a database, but no fences in it.
        if (clients.transactionalTopics().isEmpty()) {
            return;
        }
        int removed = fence.sweep(configuration.retention());
        if (removed > 0) {
            LOG.info("Removed {} transaction fences older than {}", removed, configuration.retention());
        }
    }
}
