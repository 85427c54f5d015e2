package io.orderflow.dashboard.journal;

import io.orderflow.journal.entry.JournalEntry;

/** A step, with its reporter. Of the entry's keys only the message's own is kept. */
public record Recorded(String service, String instance, JournalEntry entry) {}
