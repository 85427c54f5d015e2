package io.orderflow.micronaut.problem;

import io.orderflow.json.Misfit;
import java.util.List;

/** Reports where a JSON body is wrong. */
final class UnreadableBody {

    private UnreadableBody() {}

    static Problem of(Misfit misfit) {
        return switch (misfit.kind()) {
            case MALFORMED -> ProblemTypes.MALFORMED_JSON.detail(misfit.message());
            case UNKNOWN ->
                ProblemTypes.UNKNOWN_FIELD
                        .detail(misfit.text())
                        .errors(List.of(new Problem.FieldError(misfit.field(), misfit.message())))
                        .with("accepted", misfit.accepted());
            case INVALID, OF_ITS_TYPE ->
                misfit.field().isEmpty()
                        ? ProblemTypes.INVALID_FIELD.detail(misfit.text())
                        : Problem.invalidField(misfit.field(), misfit.message());
        };
    }
}
