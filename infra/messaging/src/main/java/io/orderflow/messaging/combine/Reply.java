package io.orderflow.messaging.combine;

/** The result for a member that was submitted to a {@link Combiner}. */
public sealed interface Reply<R> {

    /** Its group's call was made and returned this for it. */
    record Answered<R>(R value) implements Reply<R> {}

    /** No call was made for it and none will be: too many wait, its turn did not come in time, or the combiner is closed. */
    record Refused<R>() implements Reply<R> {}

    /** Its group's call threw, so what the call did is not known here. */
    record Failed<R>(Throwable cause) implements Reply<R> {}
}
