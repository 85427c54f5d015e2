package io.orderflow.local.broker;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The broker's settings, read from {@code orderflow.broker.*} system properties.
 *
 * @param data everything that the broker writes goes below this folder
 * @param users file of the users and their rights; see {@link BrokerUsers}
 * @param brokerPort clients' port; the broker also listens on {@code brokerPort - 2}
 * @param checkAfter age at which a half message without a verdict gets its first check-back; must exceed {@code settleEvery},
 *     or committed messages are asked about, and delivered, again and again
 * @param checkEvery pause between two rounds of check-backs
 * @param checkTimes rounds after which a half message is given up
 * @param settleEvery how long the removal marks of settled half messages are collected before they are written
 * @param delayLevels what delay level 1, 2, 3 … mean, in RocketMQ's notation
 */
record BrokerSettings(
        Path data,
        Path users,
        int nameServerPort,
        int brokerPort,
        Duration checkAfter,
        Duration checkEvery,
        int checkTimes,
        Duration settleEvery,
        String delayLevels) {

    private static final String PREFIX = "orderflow.broker.";

    BrokerSettings {
        if (checkAfter.compareTo(settleEvery) <= 0) {
            throw new IllegalArgumentException("%scheck-after-millis=%d must exceed %ssettle-every-millis=%d"
                    .formatted(PREFIX, checkAfter.toMillis(), PREFIX, settleEvery.toMillis()));
        }
    }

    static BrokerSettings fromSystemProperties() {
        return new BrokerSettings(
                Path.of(required("data")).toAbsolutePath(),
                Path.of(required("users")).toAbsolutePath(),
                Integer.parseInt(required("name-server-port")),
                Integer.parseInt(required("port")),
                millis("check-after-millis", 2_000),
                millis("check-every-millis", 1_000),
                Integer.getInteger(PREFIX + "check-times", 60),
                millis("settle-every-millis", 200),
                System.getProperty(
                        PREFIX + "delay-levels", "1s 1s 1s 2s 3s 5s 10s 15s 20s 30s 1m 2m 3m 5m 10m 20m 30m 1h"));
    }

    private static Duration millis(String name, long otherwise) {
        return Duration.ofMillis(Long.getLong(PREFIX + name, otherwise));
    }

    private static String required(String name) {
        @Nullable String value = System.getProperty(PREFIX + name);
        if (value == null) {
            throw new IllegalArgumentException("-D" + PREFIX + name + "=… is missing");
        }
        return value;
    }
}
