package io.orderflow.load.place;

import io.orderflow.load.generate.Reply;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** What became of one {@code POST /orders}, as far as its client can know. */
public sealed interface Answer {

    /** 201: the order exists. */
    record Accepted(UUID orderId) implements Answer {}

    /** Any other status. A 4xx left nothing behind; after a 5xx, repeat with the same key. */
    record Refused(int status) implements Answer {}

    /**
     * No answer: the order may exist or not.
     *
     * @param kind what an operator would call it: {@code timeout}, {@code connection refused} …
     */
    record Unanswered(String kind) implements Answer {}

    static Answer of(Reply reply) {
        return switch (reply) {
            case Reply.Answer answer -> answer.status() == 201 ? accepted(answer) : new Refused(answer.status());
            case Reply.None(String kind) -> new Unanswered(kind);
        };
    }

    private static Answer accepted(Reply.Answer answer) {
        try {
            return new Accepted(UUID.fromString(new JsonObject(answer.text()).getString("id")));
        } catch (DecodeException | IllegalArgumentException | NullPointerException unreadable) {
            return new Unanswered("201 without an order id");
        }
    }
}
