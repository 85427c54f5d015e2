package io.orderflow.load.place;

import java.util.UUID;

/** What became of one {@code POST /orders}, as far as its client can know. */
public sealed interface Answer {

    /** 201: the order exists. */
    record Accepted(UUID orderId) implements Answer {}

    /** Any other status. A 4xx left nothing behind; after a 5xx only the same key can tell. */
    record Refused(int status) implements Answer {}

    /**
     * No answer: the order may exist or not.
     *
     * @param kind what an operator would call it: {@code timeout}, {@code connection refused} …
     */
    record Unanswered(String kind) implements Answer {}
}
