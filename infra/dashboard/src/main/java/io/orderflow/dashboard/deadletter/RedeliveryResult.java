package io.orderflow.dashboard.deadletter;

/** What came of sending one dead letter again. */
sealed interface RedeliveryResult {

    /** The broker has stored it. */
    record Sent(String messageId) implements RedeliveryResult {}

    /** Nothing was sent, and nothing changed. */
    record Refused(Reason reason) implements RedeliveryResult {}

    /** The broker did not confirm it; the dead letter is as it was. */
    record NotSent(String why) implements RedeliveryResult {}

    enum Reason {
        /** It is locked by another transaction at this moment, or it is not there. */
        BUSY,
        /** It was redelivered, or settled, since the page was made. */
        CHANGED,
        /** A half message whose transaction did not commit: publishing it would announce what never happened. */
        NOT_COMMITTED,
        /** A half message for which the sender's fence has no row, or can't be asked. */
        UNDECIDED,
        /** What was to be sent instead is no such event. */
        NO_SUCH_EVENT
    }

    /** For the audit. */
    default String inWords() {
        return switch (this) {
            case Sent(String messageId) -> "sent as " + messageId;
            case Refused(Reason reason) ->
                switch (reason) {
                    case BUSY -> "refused: another operator is working on it, or it is not there";
                    case CHANGED -> "refused: it changed since the page was made";
                    case NOT_COMMITTED -> "refused: its transaction did not commit";
                    case UNDECIDED -> "refused: its sender's fence says nothing";
                    case NO_SUCH_EVENT -> "refused: the edited body is no such event";
                };
            case NotSent(String why) -> "failed: " + why;
        };
    }

    /** For the operator, as a key. */
    default String text() {
        return switch (this) {
            case Sent sent -> "deadletter.result-sent";
            case Refused(Reason reason) ->
                switch (reason) {
                    case BUSY -> "deadletter.result-busy";
                    case CHANGED -> "deadletter.result-changed";
                    case NOT_COMMITTED -> "deadletter.result-not-committed";
                    case UNDECIDED -> "deadletter.result-undecided";
                    case NO_SUCH_EVENT -> "deadletter.result-no-such-event";
                };
            case NotSent failed -> "deadletter.result-not-sent";
        };
    }

    default boolean ok() {
        return this instanceof Sent;
    }
}
