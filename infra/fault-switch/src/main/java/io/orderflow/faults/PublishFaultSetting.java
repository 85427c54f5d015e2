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
import org.jspecify.annotations.Nullable;

/**
 * The publishing switch as HTTP shows it.
 *
 * @param mode {@code lose-commit}, {@code kill-after-commit}; {@code off} in answers only
 * @param times with {@code lose-commit}: commits that will be lost
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
@JsonInclude(JsonInclude.Include.NON_NULL)
record PublishFaultSetting(
        @NotNull
        @Pattern(regexp = "lose-commit|kill-after-commit", message = "must be lose-commit or kill-after-commit")
        @Nullable
        String mode,

        @Nullable @Min(1) @Max(100_000) Integer times) {

    static PublishFaultSetting of(PublishFault fault) {
        return switch (fault) {
            case PublishFault.Off off -> new PublishFaultSetting("off", null);
            case PublishFault.LoseCommit(int times) -> new PublishFaultSetting("lose-commit", times);
            case PublishFault.KillAfterCommit kill -> new PublishFaultSetting("kill-after-commit", null);
        };
    }

    PublishFault toFault() {
        if ("lose-commit".equals(mode)) {
            if (times == null) {
                throw new ProblemException(
                        Problem.invalidField("times", "is required for mode lose-commit: 1 to 100000"));
            }
            return new PublishFault.LoseCommit(times);
        }
        if (times != null) {
            throw new ProblemException(Problem.invalidField("times", "is only for mode lose-commit"));
        }
        return new PublishFault.KillAfterCommit();
    }
}
