package io.orderflow.seckill.admit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code admission.answers} by outcome, {@code admission.call.size}: requests in one call of the script, and {@code
 * admission.time} of those that needed one, with percentiles of the last seconds. Answers without Redis are not timed:
 * they take microseconds, and a clock would cost a part of it.
 */
@Singleton
class AdmissionMetrics {

    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final Map<Class<?>, Counter> answers = new HashMap<>();
    private final DistributionSummary callSize;
    private final Timer time;

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
        this.time = Timer.builder("admission.time")
                .description("From a request's arrival to its answer, where the admission script was asked")
                .publishPercentiles(0.5, 0.95, 0.99)
                .percentilePrecision(2)
                .distributionStatisticExpiry(REMEMBERED)
                .distributionStatisticBufferLength(2)
                .register(registry);
    }

    void answered(Answer answer) {
        var counter = answers.get(answer.getClass());
        if (counter != null) {
            counter.increment();
        }
    }

    /** @param since as {@link System#nanoTime} had it when the request arrived */
    void asked(long since) {
        time.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
    }

    void called(int requests) {
        callSize.record(requests);
    }
}
