package io.orderflow.dashboard.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.Properties;

/**
 * A broker's settings for check-back.
 *
 * @param after age at which it asks first
 * @param every pause between rounds
 * @param most rounds until it gives up
 */
record CheckRounds(Duration after, Duration every, int most) {

    /** Under the names of RocketMQ's {@code BrokerConfig}. */
    static CheckRounds of(Properties config) {
        return new CheckRounds(
                Duration.ofMillis(number(config, "transactionTimeOut")),
                Duration.ofMillis(number(config, "transactionCheckInterval")),
                Math.toIntExact(number(config, "transactionCheckMax")));
    }

    /** @param storedAt of this copy: each check stores a new one */
    Instant next(Instant bornAt, Instant storedAt, int checks) {
        return checks == 0 ? bornAt.plus(after) : storedAt.plus(every);
    }

    private static long number(Properties config, String name) {
        var value = config.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("The broker does not tell its " + name);
        }
        return Long.parseLong(value);
    }
}
