package io.orderflow.micronaut.rocketmq;

import io.micronaut.runtime.ApplicationConfiguration;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one producer of an application, shared by all its clients.
 *
 * <p>It connects in the background and can be asked for before that: a broker that is unavailable at start delays publications,
 * nothing else.
 */
@Singleton
final class SharedProducer {

    private static final Logger LOG = LoggerFactory.getLogger(SharedProducer.class);

    private final RocketMQConfiguration rocketmq;
    private final ProducerConfiguration configuration;
    private final ClientSettings settings;
    private final String group;
    private final CompletableFuture<TransactionProducer> running = new CompletableFuture<>();
    private @Nullable BackgroundStart start;

    SharedProducer(
            RocketMQConfiguration rocketmq,
            ProducerConfiguration configuration,
            ClientSettings settings,
            ApplicationConfiguration application) {
        this.rocketmq = rocketmq;
        this.configuration = configuration;
        this.settings = settings;
        this.group = configuration.group() != null
                ? configuration.group()
                : application.getName().orElse("");
    }

    /** @param topics of the transactional clients: the broker asks this instance about no others */
    synchronized void start(List<String> topics, @Nullable TransactionListener checkBack) {
        if (group.isBlank()) {
            throw new IllegalStateException(
                    "A producer needs a group: set rocketmq.producer.group or micronaut.application.name");
        }
        RocketMQNames.checkGroup(group, "rocketmq.producer.group (or micronaut.application.name)");
        if (!rocketmq.enabled()) {
            running.completeExceptionally(new IllegalStateException("rocketmq.enabled is false"));
            return;
        }
        start = BackgroundStart.of("producer", () -> running.complete(started(topics, checkBack)));
    }

    /** Waits for the connection, if it is still being made, no longer than a send may take. */
    TransactionProducer producer() throws InterruptedException, ExecutionException, TimeoutException {
        if (running.isDone()) {
            return running.get();
        }
        try {
            return running.get(configuration.sendTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
            var unanswered = new TimeoutException(
                    "not connected: the name server %s has not answered yet".formatted(settings.nameServer()));
            unanswered.initCause(notYet);
            throw unanswered;
        }
    }

    /** Only looks. */
    @Nullable
    TransactionProducer producerIfRunning() {
        return running.state() == Future.State.SUCCESS ? running.resultNow() : null;
    }

    synchronized void stop() throws InterruptedException {
        if (start != null) {
            start.stop();
        }
        running.completeExceptionally(new IllegalStateException("The application is stopping"));
        var producer = producerIfRunning();
        if (producer == null) {
            return;
        }
        producer.shutdown();
        var checkBacks = producer.getExecutorService();
        if (!checkBacks.awaitTermination(configuration.sendTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("A check-back is still being answered; the broker will ask another instance");
            checkBacks.shutdownNow();
        }
    }

    private TransactionProducer started(List<String> topics, @Nullable TransactionListener checkBack)
            throws MQClientException {
        var producer = new TransactionProducer(group, settings.signature(), topics);
        settings.applyTo(producer);
        if (checkBack != null) {
            producer.setTransactionListener(checkBack);
        }
        // The producer ends it with itself, so each attempt needs its own.
        producer.setExecutorService(Executors.newFixedThreadPool(
                configuration.checkBackThreads(),
                Thread.ofPlatform().daemon().name("rocketmq-check-back-", 0).factory()));
        producer.setSendMsgTimeout(Math.toIntExact(configuration.sendTimeout().toMillis()));
        producer.setRetryTimesWhenSendFailed(configuration.sendRetries());
        try {
            producer.start();
        } catch (MQClientException | RuntimeException failure) {
            producer.abandon();
            throw failure;
        }
        return producer;
    }
}
