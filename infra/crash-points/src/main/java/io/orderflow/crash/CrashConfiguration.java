package io.orderflow.crash;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code crash.*}
 *
 * @param at name of a {@link CrashPoint}; the process ends there, each time it reaches it
 * @param topic of the messages that it is about, with all that follows; all messages if there is none
 * @param loseVerdict the broker gets no verdict, so it has to ask
 * @param delayTransaction how long a publication's local transaction is delayed
 * @param delayAt {@code before-fence}: in its open transaction, before the fence is written; {@code after-fence}: when fence
 *     and work are written and nothing is committed
 */
@ConfigurationProperties("crash")
public record CrashConfiguration(
        @Nullable String at,
        @Nullable String topic,
        @Bindable(defaultValue = "false") boolean loseVerdict,
        @Bindable(defaultValue = "0s") Duration delayTransaction,
        @Bindable(defaultValue = "after-fence") String delayAt) {

    enum Delay {
        BEFORE_FENCE,
        AFTER_FENCE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public CrashConfiguration {
        if (at != null) {
            CrashPoint.named(at);
        }
        delay(delayAt);
    }

    boolean concerns(String ofMessage) {
        return topic == null || topic.equals(ofMessage);
    }

    boolean delays(Delay where) {
        return delayTransaction.isPositive() && delay(delayAt) == where;
    }

    private static Delay delay(String name) {
        return Arrays.stream(Delay.values())
                .filter(delay -> delay.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("crash.delay-at=%s is unknown; there are %s"
                        .formatted(
                                name,
                                Arrays.stream(Delay.values())
                                        .map(Delay::toString)
                                        .collect(Collectors.joining(", ")))));
    }
}
