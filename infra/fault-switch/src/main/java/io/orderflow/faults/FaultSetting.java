package io.orderflow.faults;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.orderflow.micronaut.problem.Problem;
import io.orderflow.micronaut.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The switch as HTTP shows it.
 *
 * @param mode {@code fail}, {@code slow}; {@code off} in answers only
 * @param times with {@code fail}: deliveries that will fail; absent for "until switched off"
 * @param delayMillis with {@code slow}: how much longer each delivery takes
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
@JsonInclude(JsonInclude.Include.NON_NULL)
record FaultSetting(
        @NotNull @Pattern(regexp = "fail|slow", message = "must be fail or slow") @Nullable
        String mode,

        @Nullable @Min(1) Integer times,
        @Nullable @Min(1) @Max(60_000) Integer delayMillis) {

    static FaultSetting of(Fault fault) {
        return switch (fault) {
            case Fault.Off off -> new FaultSetting("off", null, null);
            case Fault.FailNext(int times) -> new FaultSetting("fail", times, null);
            case Fault.FailAlways always -> new FaultSetting("fail", null, null);
            case Fault.Slow(Duration delay) -> new FaultSetting("slow", null, Math.toIntExact(delay.toMillis()));
        };
    }

    Fault toFault() {
        if ("slow".equals(mode)) {
            refuse("times", times, "is only for mode fail");
            if (delayMillis == null) {
                throw new ProblemException(
                        Problem.invalidField("delayMillis", "is required for mode slow: 1 to 60000"));
            }
            return new Fault.Slow(Duration.ofMillis(delayMillis));
        }
        refuse("delayMillis", delayMillis, "is only for mode slow");
        return times == null ? new Fault.FailAlways() : new Fault.FailNext(times);
    }

    private static void refuse(String field, @Nullable Integer value, String why) {
        if (value != null) {
            throw new ProblemException(Problem.invalidField(field, why));
        }
    }
}
