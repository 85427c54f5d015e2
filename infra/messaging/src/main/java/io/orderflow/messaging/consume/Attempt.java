package io.orderflow.messaging.consume;

/** What came of one delivery of a batch: its own answer or exception, independent of the others. */
public sealed interface Attempt {

    /** The handler returned. */
    record Answered(Handled handled) implements Attempt {}

    /** The handler threw. */
    record Failed(Exception failure) implements Attempt {}
}
