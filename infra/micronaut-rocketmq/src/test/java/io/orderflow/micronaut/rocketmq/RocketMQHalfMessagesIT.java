package io.orderflow.micronaut.rocketmq;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.messaging.publish.HalfMessages;
import io.orderflow.messaging.publish.HalfMessagesContract;
import io.orderflow.messaging.publish.Verdict;
import io.orderflow.testkit.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The adapter and a real broker. Check-backs read a fence that the test writes. */
class RocketMQHalfMessagesIT extends HalfMessagesContract {

    /** A client that has lost its broker may need half a minute to find it again. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private TestApplication application;

    @BeforeEach
    void start() {
        // What has no fence yet is never given up within a test.
        application = TestApplication.with(
                "fixture.listener", "all", "fixture.meters", "true", "rocketmq.transaction.grace", "1h");
    }

    @AfterEach
    void stop() {
        application.close();
        TestServers.get().broker().start();
    }

    @Override
    protected HalfMessages halfMessages() {
        return application.bean(HalfMessages.class);
    }

    @Override
    protected String topic() {
        return application.name();
    }

    @Override
    protected List<String> delivered() {
        return application.bean(Listening.class).keys();
    }

    @Override
    protected void answer(String txId, Verdict verdict) {
        var outcome = switch (verdict) {
            case COMMIT -> "COMMITTED";
            case ROLLBACK -> "ABANDONED";
            case UNKNOWN -> throw new IllegalArgumentException("A fence is never unknown");
        };
        application.sql("INSERT INTO tx_fence (tx_id, outcome) VALUES ('%s', '%s')".formatted(txId, outcome));
    }

    @Override
    protected int checkBacks() {
        return (int) application.bean(MeterRegistry.class).find("rocketmq.check.back").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Override
    protected void restartBroker() {
        TestServers.get().broker().kill9();
        TestServers.get().broker().start();
    }

    @Override
    protected void eventually(BooleanSupplier condition) {
        await().atMost(PATIENCE).until(condition::getAsBoolean);
    }
}
