package io.orderflow.micronaut.rocketmq;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The delays a broker offers, by level: level 1 is the first rung. */
record DelayLadder(List<Duration> rungs) {

    /** The broker's own level for "straight to the dead letters". */
    static final int DEAD_LETTER = -1;

    private static final Pattern RUNG = Pattern.compile("(\\d+)([smhd])");

    DelayLadder {
        rungs = List.copyOf(rungs);
        if (rungs.isEmpty()) {
            throw new IllegalArgumentException(
                    "rocketmq.consumer.delay-levels is empty; copy the broker's messageDelayLevel");
        }
        for (int i = 1; i < rungs.size(); i++) {
            if (rungs.get(i).compareTo(rungs.get(i - 1)) < 0) {
                throw new IllegalArgumentException("rocketmq.consumer.delay-levels must not fall; %s comes after %s"
                        .formatted(rungs.get(i), rungs.get(i - 1)));
            }
        }
    }

    /** @param levels as the broker writes them: {@code 1s 5s 10s 30s 1m 2h} */
    static DelayLadder parse(String levels) {
        return new DelayLadder(Arrays.stream(levels.strip().split("\\s+"))
                .map(DelayLadder::rung)
                .toList());
    }

    /** The smallest level whose delay is at least {@code delay}; the longest if none is. */
    int levelFor(Duration delay) {
        for (int i = 0; i < rungs.size(); i++) {
            if (rungs.get(i).compareTo(delay) >= 0) {
                return i + 1;
            }
        }
        return rungs.size();
    }

    private static Duration rung(String text) {
        var matcher = RUNG.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "rocketmq.consumer.delay-levels is a list such as '1s 5s 10m 1h'; '%s' is no delay"
                            .formatted(text));
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
