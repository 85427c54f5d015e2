package io.orderflow.seckill.admit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** {@code admission.answers} by outcome, and {@code admission.call.size}: requests in one call of the script. */
@Singleton
class AdmissionMetrics {

    private final Map<Class<?>, Counter> answers = new HashMap<>();
    private final DistributionSummary callSize;

    AdmissionMetrics(MeterRegistry registry) {
        for (var kind : Answer.class.getPermittedSubclasses()) {
            answers.put(
                    kind,
                    Counter.builder("admission.answers")
                            .tag("outcome", kind.getSimpleName())
                            .description("What customers were told who wanted to buy")
                            .register(registry));
        }
        this.callSize = DistributionSummary.builder("admission.call.size")
                .description("Requests in one call of the admission script")
                .register(registry);
    }

    void answered(Answer answer) {
        var counter = answers.get(answer.getClass());
        if (counter != null) {
            counter.increment();
        }
    }

    void called(int requests) {
        callSize.record(requests);
    }
}
