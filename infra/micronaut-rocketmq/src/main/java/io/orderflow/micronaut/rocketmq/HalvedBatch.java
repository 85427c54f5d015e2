package io.orderflow.micronaut.rocketmq;

import io.orderflow.messaging.DatabaseFailures;
import io.orderflow.messaging.consume.Attempt;
import io.orderflow.messaging.consume.BatchHandler;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.Handled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a listener's method for all deliveries at once and, if that fails, for each half: so what is wrong with one of them is
 * found, and fails that one alone, in some 2 log2 n calls. What is not about any of them, such as an unavailable database, is a
 * failure of all, without further calls.
 */
final class HalvedBatch implements BatchHandler {

    private static final Logger LOG = LoggerFactory.getLogger(HalvedBatch.class);

    private final Method method;

    /** What is called. */
    interface Method {

        /** @throws RuntimeException if this delivery has no such arguments; those beside it are not affected */
        @Nullable
        Object[] bind(Delivery delivery);

        /**
         * @param bound what {@link #bind} made of each delivery
         * @return one answer for each
         */
        List<Handled> call(List<@Nullable Object[]> bound) throws Exception;
    }

    /** @param place among the deliveries */
    private record Bound(int place, @Nullable Object[] values) {}

    HalvedBatch(Method method) {
        this.method = method;
    }

    @Override
    public List<Attempt> handle(List<Delivery> deliveries) {
        var attempts = new Attempt[deliveries.size()];
        List<Bound> bound = new ArrayList<>(deliveries.size());
        for (int i = 0; i < attempts.length; i++) {
            try {
                bound.add(new Bound(i, method.bind(deliveries.get(i))));
            } catch (RuntimeException unreadable) {
                attempts[i] = new Attempt.Failed(unreadable);
            }
        }
        if (!bound.isEmpty()) {
            call(bound, attempts);
        }
        return Arrays.asList(attempts);
    }

    private void call(List<Bound> some, Attempt[] attempts) {
        try {
            var answers = method.call(some.stream().map(Bound::values).toList());
            for (int i = 0; i < some.size(); i++) {
                attempts[some.get(i).place()] = new Attempt.Answered(answers.get(i));
            }
        } catch (Exception failure) {
            if (some.size() == 1 || isAboutNone(failure)) {
                some.forEach(each -> attempts[each.place()] = new Attempt.Failed(failure));
                return;
            }
            LOG.info("{} messages failed together, each half is tried now: {}", some.size(), failure.toString());
            int half = some.size() / 2;
            call(some.subList(0, half), attempts);
            call(some.subList(half, some.size()), attempts);
        }
    }

    /** A thread that is interrupted is one whose application stops. */
    private static boolean isAboutNone(Exception failure) {
        return DatabaseFailures.isAway(failure)
                || failure instanceof InterruptedException
                || Thread.currentThread().isInterrupted();
    }
}
