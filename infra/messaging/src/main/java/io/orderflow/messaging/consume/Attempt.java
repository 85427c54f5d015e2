package io.orderflow.messaging.consume;

/** What came of one delivery of a batch: its own answer, whatever came of those beside it. */
public sealed interface Attempt {

    /** The handler returned. */
    record Answered(Handled handled) implements Attempt {}

    /** The handler threw. */
    record Failed(Exception failure) implements Attempt {}
}
