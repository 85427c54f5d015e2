package io.orderflow.dashboard.deadletter;

import io.orderflow.dashboard.page.Source;
import jakarta.inject.Singleton;

/** How the transaction of a half message ended, from its sender's fence: the same answer that a check-back would have got. */
@Singleton
final class HalfMessageVerdict {

    private final ServiceJournals journals;

    HalfMessageVerdict(ServiceJournals journals) {
        this.journals = journals;
    }

    enum Verdict {
        COMMITTED,
        ABANDONED,
        /** Never decided, or so long ago that the fence has forgotten it. */
        NOTHING,
        /** The sender's schema can't be read now. */
        NO_ANSWER;

        String text() {
            return switch (this) {
                case COMMITTED -> "deadletter.verdict-committed";
                case ABANDONED -> "deadletter.verdict-abandoned";
                case NOTHING -> "deadletter.verdict-nothing";
                case NO_ANSWER -> "deadletter.verdict-no-answer";
            };
        }
    }

    Verdict of(DeadLetter half) {
        return Source.of("Fence of " + half.producerGroup(), () -> journals.fence(half.producerGroup(), half.txId()))
                .map(decided -> decided.map(HalfMessageVerdict::known).orElse(Verdict.NOTHING))
                .orElse(Verdict.NO_ANSWER);
    }

    private static Verdict known(String outcome) {
        return outcome.equals("COMMITTED") ? Verdict.COMMITTED : Verdict.ABANDONED;
    }
}
