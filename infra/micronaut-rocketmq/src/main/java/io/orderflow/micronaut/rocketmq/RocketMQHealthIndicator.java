package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.AsyncSingleResultPublisher;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;

/**
 * Up while every topic of this application has a reachable broker, every listener group runs, and the tables that the library
 * writes are there. Asks name server and broker with a time limit, on a thread of its own.
 *
 * <p>Readiness includes it, so an instance whose RocketMQ settings are wrong never counts as ready. Where reads should continue
 * while the broker is unavailable, leave it out: {@code endpoints.health.rocketmq.enabled=false}.
 */
@Singleton
@Requires(classes = HealthIndicator.class, beans = HealthEndpoint.class)
@Requires(property = "rocketmq.enabled", notEquals = "false")
@Requires(property = HealthEndpoint.PREFIX + ".rocketmq.enabled", notEquals = "false")
final class RocketMQHealthIndicator implements HealthIndicator {

    private final BrokerProbe probe;
    private final LibraryTables tables;
    private final ExecutorService executor;

    RocketMQHealthIndicator(
            BrokerProbe probe, LibraryTables tables, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.probe = probe;
        this.tables = tables;
        this.executor = executor;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return new AsyncSingleResultPublisher<>(executor, this::look);
    }

    private HealthResult look() {
        var seen = probe.look();
        var troubles = tables.troubles();
        Map<String, Object> details = new LinkedHashMap<>(seen.details());
        if (!troubles.isEmpty()) {
            details.put("tables", troubles);
        }
        boolean healthy = seen.healthy() && troubles.isEmpty();
        return HealthResult.builder("rocketmq", healthy ? HealthStatus.UP : HealthStatus.DOWN)
                .details(details)
                .build();
    }
}
