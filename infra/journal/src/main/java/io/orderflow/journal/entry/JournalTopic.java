package io.orderflow.journal.entry;

/** Where the journal travels. */
public final class JournalTopic {

    /** Carries {@link JournalBatch}es; the message key is {@link JournalBatch#id()}. */
    public static final String NAME = "message-journal";

    private JournalTopic() {}
}
