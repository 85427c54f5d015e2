package io.orderflow.load.benchmark;

import java.util.Locale;

/** What a benchmark measures; each can be had alone. */
public enum Part {
    /** A sale with nothing left, against the bare endpoint. */
    SOLDOUT,
    /** Tickets for all customers, against the bare endpoint. */
    ADMISSION,
    /** A ticket's latency at half of the admission rate. */
    LATENCY,
    /** Three times the admission rate. */
    OVERLOAD,
    /** A million tickets in a row. */
    MILLION,
    /** Orders out of a full queue, against the floor. */
    QUEUE;

    /** Needs the rates of bare endpoint and admission first. */
    boolean isHttp() {
        return this != QUEUE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
