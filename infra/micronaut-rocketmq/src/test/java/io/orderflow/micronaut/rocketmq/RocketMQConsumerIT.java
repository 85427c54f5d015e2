package io.orderflow.micronaut.rocketmq;

import static org.awaitility.Awaitility.await;

import io.orderflow.messaging.consume.Attempt;
import io.orderflow.messaging.consume.ConsumerContract;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.consume.Settlement;
import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import io.orderflow.testkit.TestServers;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.rocketmq.client.exception.MQClientException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The adapter and a real broker. */
class RocketMQConsumerIT extends ConsumerContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int THREADS = 4;

    private TestApplication application;
    private DeadLetters deadLetters;
    private @Nullable GroupConsumer consumer;

    @BeforeEach
    void start() throws MQClientException {
        application = TestApplication.with();
        deadLetters = DeadLetters.of(application.name(), TestServers.get().nameServer());
    }

    @AfterEach
    void stop() throws InterruptedException {
        Objects.requireNonNull(consumer).stop(Duration.ofSeconds(10));
        deadLetters.close();
        application.close();
    }

    @Override
    protected void send(String key) {
        application.bean(Announcements.class).announceNow(key, new Announced("x"));
    }

    @Override
    protected void consume(int batch, Function<List<Delivery>, List<Settlement>> settle) {
        String name = application.name();
        var method = new ListenerMethod(
                name,
                "",
                (deliveries, attempts) -> settle.apply(deliveries),
                deliveries -> Collections.nCopies(deliveries.size(), new Attempt.Answered(Handled.Outcome.APPLIED)),
                application.bean(MessageTracing.class),
                application.bean(RocketMQMetrics.class).consumeTimer(name, name, ""),
                application.bean(Observers.class));
        consumer = new GroupConsumer(
                new ListenerGroup(name, THREADS, batch, Duration.ZERO, 0, false, List.of(method), method),
                DelayLadder.parse(application.bean(ConsumerConfiguration.class).delayLevels()),
                application.bean(PushConsumer.Builder.class),
                application.bean(BrokerDelays.class));
        consumer.start();
    }

    @Override
    protected List<String> deadLetters() {
        return deadLetters.keys();
    }

    @Override
    protected Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    protected Duration precision() {
        return Duration.ofMillis(100);
    }

    @Override
    protected void eventually(BooleanSupplier condition) {
        await().atMost(PATIENCE).until(condition::getAsBoolean);
    }
}
