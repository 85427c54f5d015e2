package io.orderflow.dashboard.promise;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.orderflow.invariants.broker.BrokerView;
import io.orderflow.invariants.broker.DeadLetterTopics;
import io.orderflow.invariants.quiescence.Movements;
import io.orderflow.invariants.quiescence.Survey;
import io.orderflow.micronaut.rocketmq.RocketMQConfiguration;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

@Factory
class PromiseFactory {

    /** Below the auditor's socket timeout. */
    private static final Duration LONGEST_QUERY = Duration.ofSeconds(10);

    /** From a dead-letter topic to its row. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private static final int MOST_DEAD_LETTERS = 4_096;

    /** Begins without a broker, and finds it once it is there. */
    @Singleton
    @Bean(preDestroy = "close")
    BrokerView broker(RocketMQConfiguration rocketmq) throws Exception {
        return BrokerView.connect(rocketmq.nameServer(), rocketmq.signature());
    }

    @Singleton
    Survey survey(BrokerView broker, Clock clock) {
        return new Survey(new Movements(broker, clock), LONGEST_QUERY, clock);
    }

    @Singleton
    DeadLetterTopics deadLetterTopics(BrokerView broker, Clock clock) {
        return new DeadLetterTopics(broker, MOST_DEAD_LETTERS, GRACE, clock);
    }
}
