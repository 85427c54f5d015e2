package io.orderflow.load.scenario;

import io.orderflow.invariants.Check;
import io.orderflow.invariants.DeadLetters;
import io.orderflow.invariants.Inspection;
import io.orderflow.invariants.StoredInvariants;
import io.orderflow.invariants.Verdict;
import io.orderflow.invariants.broker.BrokerView;
import io.orderflow.invariants.broker.DeadLetterTopics;
import io.orderflow.invariants.broker.HalfMessages;
import io.orderflow.load.stack.LocalStack;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every promise that can be checked on a stack's tables and its broker, over everything that the stack ever did. */
public final class StackChecks {

    /** Fences are swept later than that. */
    private static final Duration FENCES_KEPT = Duration.ofHours(48);

    private static final Duration LONGEST_QUERY = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private StackChecks() {}

    /** Of a stack at rest: what is still on its way counts as missing. */
    public static List<Verdict> of(LocalStack stack, Clock clock) throws Exception {
        try (var auditor = stack.auditor();
                var broker = BrokerView.connect(stack.nameServer(), stack.brokerSignature())) {
            var deadLetters = DeadLetters.knownTo(auditor);
            List<Check> live = new ArrayList<>(List.of(new HalfMessages(broker, 30)));
            if (deadLetters == DeadLetters.STORED) {
                live.add(new DeadLetterTopics(broker, Integer.MAX_VALUE, GRACE, clock));
            }
            List<Check> stored =
                    new ArrayList<>(StoredInvariants.ofOrders(clock.instant().minus(FENCES_KEPT), deadLetters));
            stored.addAll(StoredInvariants.ofEverySale());
            return new Inspection(auditor, LONGEST_QUERY).of(live, stored);
        }
    }
}
