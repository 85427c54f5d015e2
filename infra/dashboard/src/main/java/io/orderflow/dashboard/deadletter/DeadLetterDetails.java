package io.orderflow.dashboard.deadletter;

import io.orderflow.dashboard.audit.Audit;
import io.orderflow.dashboard.audit.OperatorAction;
import io.orderflow.dashboard.page.Source;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that is known about one dead letter. */
@Singleton
class DeadLetterDetails {

    private final DeadLetters letters;
    private final AttemptCopies copies;
    private final ServiceJournals journals;
    private final HalfMessageVerdict verdict;
    private final EventSchemas schemas;
    private final Audit audit;

    DeadLetterDetails(
            DeadLetters letters,
            AttemptCopies copies,
            ServiceJournals journals,
            HalfMessageVerdict verdict,
            EventSchemas schemas,
            Audit audit) {
        this.letters = letters;
        this.copies = copies;
        this.journals = journals;
        this.verdict = verdict;
        this.schemas = schemas;
        this.audit = audit;
    }

    /**
     * @param body for people
     * @param attempts of the delivery that made it a dead letter
     * @param again why its redelivery failed so far; empty if it was not redelivered
     * @param editable whether a schema is declared for it
     * @param verdict of a half message's fence
     */
    record Detail(
            DeadLetter letter,
            String body,
            Map<String, String> properties,
            Source<List<Attempt>> attempts,
            Source<List<Attempt>> again,
            Optional<Long> cameBackAs,
            Optional<HalfMessageVerdict.Verdict> verdict,
            boolean editable,
            List<OperatorAction> history) {

        boolean republishable() {
            return verdict.map(HalfMessageVerdict.Verdict.COMMITTED::equals).orElse(true);
        }
    }

    Detail of(DeadLetter letter) {
        return new Detail(
                letter,
                BodyText.of(letter.body()),
                new TreeMap<>(letter.properties()),
                attempts(letter),
                again(letter),
                letters.cameBackAs(letter.id()),
                letter.isHalfMessage() ? Optional.of(verdict.of(letter)) : Optional.empty(),
                schemas.knows(letter) && BodyText.text(letter.body()).isPresent(),
                audit.about(DeadLetter.subject(letter.id())));
    }

    private Source<List<Attempt>> attempts(DeadLetter letter) {
        if (letter.learned() || letter.isHalfMessage()) {
            return new Source.Available<>(copies.of(letter.id()));
        }
        return journal(letter, letter.messageId());
    }

    private Source<List<Attempt>> again(DeadLetter letter) {
        var messageId = letter.redeliveredMessageId();
        return messageId == null || letter.isHalfMessage()
                ? new Source.Available<>(List.of())
                : journal(letter, messageId);
    }

    private Source<List<Attempt>> journal(DeadLetter letter, String messageId) {
        return Source.of("Failures of " + letter.group(), () -> journals.attempts(letter.group(), messageId));
    }
}
