package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.orderflow.messaging.publish.CheckBack;
import io.orderflow.micronaut.rocketmq.observe.PublishingEndsEvent;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When things begin and end: publishers with the application, listeners once it is ready; at shutdown listeners first,
 * then publishers, then (by Micronaut) connection pools.
 */
@Singleton
final class RocketMQLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RocketMQLifecycle.class);

    private final BeanContext beans;
    private final RocketMQConfiguration rocketmq;
    private final ConsumerConfiguration configuration;
    private final Clients clients;
    private final SharedProducer producer;
    private final BeanProvider<CheckBack> checkBack;
    private final RocketMQMetrics metrics;
    private final Observers observers;
    private final ApplicationEventPublisher<PublishingEndsEvent> ending;
    private final List<GroupConsumer> consumers;
    private final AtomicBoolean consuming = new AtomicBoolean();

    RocketMQLifecycle(
            BeanContext beans,
            RocketMQConfiguration rocketmq,
            ConsumerConfiguration configuration,
            Clients clients,
            Listeners listeners,
            SharedProducer producer,
            BeanProvider<CheckBack> checkBack,
            PushConsumer.Builder builder,
            BrokerDelays delays,
            RocketMQMetrics metrics,
            Observers observers,
            ApplicationEventPublisher<PublishingEndsEvent> ending) {
        this.beans = beans;
        this.rocketmq = rocketmq;
        this.configuration = configuration;
        this.clients = clients;
        this.producer = producer;
        this.checkBack = checkBack;
        this.metrics = metrics;
        this.observers = observers;
        this.ending = ending;
        var ladder = DelayLadder.parse(configuration.delayLevels());
        this.consumers = listeners.groups().stream()
                .map(group -> new GroupConsumer(group, ladder, builder, delays))
                .toList();
    }

    List<GroupConsumer> consumers() {
        return consumers;
    }

    @EventListener
    void onStartup(StartupEvent started) {
        startPublishing();
        if (beans.containsBean(EmbeddedServer.class)) {
            LOG.debug("{} listener groups wait for the server to start", consumers.size());
        } else {
            startConsuming();
        }
    }

    @EventListener
    void onServerStartup(ServerStartupEvent ready) {
        startConsuming();
    }

    @EventListener
    void onShutdown(ShutdownEvent stopping) throws InterruptedException {
        var waiting = new ArrayList<Thread>();
        for (GroupConsumer consumer : consumers) {
            waiting.add(
                    Thread.ofVirtual().name("rocketmq-stop-" + consumer.name()).start(() -> stop(consumer)));
        }
        for (Thread each : waiting) {
            each.join();
        }
        ending.publishEvent(new PublishingEndsEvent());
        producer.stop();
    }

    private void startPublishing() {
        if (clients.any()) {
            producer.start(
                    clients.transactionalTopics(),
                    checkBack
                            .find(null)
                            .map(answers -> new TransactionCheck(answers, metrics, observers))
                            .orElse(null));
        }
    }

    private void startConsuming() {
        // An application may have more than one server.
        if (consuming.getAndSet(true)) {
            return;
        }
        if (!rocketmq.enabled()) {
            LOG.info("rocketmq.enabled is false: {} listener groups stay silent", consumers.size());
            return;
        }
        for (GroupConsumer consumer : consumers) {
            metrics.handlersRunning(consumer.name(), consumer::handlersRunning);
            consumer.start();
        }
    }

    private void stop(GroupConsumer consumer) {
        try {
            consumer.stop(configuration.shutdownTimeout());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
