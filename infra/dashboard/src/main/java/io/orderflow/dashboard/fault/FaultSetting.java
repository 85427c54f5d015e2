package io.orderflow.dashboard.fault;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.orderflow.dashboard.page.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A switch as its service shows it.
 *
 * @param mode {@code off}, {@code fail}, {@code slow}; of the publishing switch {@code off}, {@code lose-commit}, {@code
 *     kill-after-commit}
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FaultSetting(
        String mode, @Nullable Integer times, @Nullable Integer delayMillis) {

    static final String OFF = "off";

    boolean on() {
        return !mode.equals(OFF);
    }

    String text(Texts texts) {
        return switch (mode) {
            case OFF -> texts.text("fault.off");
            case "fail" -> times == null ? texts.text("fault.fails") : texts.text("fault.fails-next", times);
            case "slow" -> texts.text("fault.slow", String.valueOf(delayMillis));
            case "lose-commit" -> texts.text("fault.loses", String.valueOf(times));
            case "kill-after-commit" -> texts.text("fault.kills");
            default -> mode;
        };
    }
}
