package io.orderflow.dashboard.deadletter;

import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import io.orderflow.dashboard.live.Live;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies why each attempt failed from the service's journal, which keeps it for a shorter time. A service writes there before
 * it gives a message up, so it is usually found at once; while it can't be read it is asked again.
 */
@Context
class LearnAttempts {

    private static final Logger LOG = LoggerFactory.getLogger(LearnAttempts.class);

    private final AttemptCopies copies;
    private final ServiceJournals journals;
    private final Live live;
    private final AtomicBoolean fresh = new AtomicBoolean();

    LearnAttempts(AttemptCopies copies, ServiceJournals journals, Live live) {
        this.copies = copies;
        this.journals = journals;
        this.live = live;
    }

    /** There are new dead letters whose reasons are not known yet. */
    void soon() {
        fresh.set(true);
    }

    @Scheduled(fixedDelay = "200ms", initialDelay = "1s")
    void learnFresh() {
        if (fresh.getAndSet(false)) {
            learn();
        }
    }

    /** Those whose journal could not be read, or had not arrived. */
    @Scheduled(fixedDelay = "10s", initialDelay = "2s")
    void learn() {
        try {
            boolean learned = false;
            for (var unknown : copies.unknown()) {
                learned |= learn(unknown);
            }
            if (learned) {
                live.changed(TakeDeadLetters.SUBJECT);
            }
        } catch (RuntimeException failure) {
            LOG.warn("Why deliveries failed can't be learned now: {}; next try in 10 s", failure.toString());
        }
    }

    private boolean learn(AttemptCopies.Unknown letter) {
        if (!journals.knows(letter.group())) {
            return false;
        }
        var attempts = journals.attempts(letter.group(), letter.messageId());
        if (attempts.isEmpty()) {
            return false;
        }
        copies.keep(letter.id(), attempts);
        return true;
    }
}
