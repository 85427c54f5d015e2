package io.orderflow.dashboard.deadletter;

import io.micronaut.transaction.annotation.Transactional;
import io.orderflow.dashboard.audit.Audit;
import io.orderflow.dashboard.live.Live;
import jakarta.inject.Singleton;

/** Gives a dead letter up for good. The row stays; actor and reason are recorded. */
@Singleton
class Discard {

    private final DeadLetters letters;
    private final Audit audit;
    private final Live live;

    Discard(DeadLetters letters, Audit audit, Live live) {
        this.letters = letters;
        this.audit = audit;
        this.live = live;
    }

    /** @return whether there was something to discard; the audit has an entry either way */
    @Transactional
    boolean discard(long id, String actor, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("A dead letter is discarded for a reason");
        }
        boolean discarded = letters.settle(id, DeadLetterState.DISCARDED);
        audit.record(
                actor,
                "discard",
                DeadLetter.subject(id),
                reason,
                discarded ? "discarded" : "refused: it was settled before");
        live.changed(TakeDeadLetters.SUBJECT);
        return discarded;
    }
}
