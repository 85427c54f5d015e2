package io.orderflow.load.sale;

import io.orderflow.load.generate.Reply;
import java.util.Locale;

/** The answer to a customer. */
public enum Outcome {
    /** 202: there is a ticket. */
    TICKET,
    SOLD_OUT,
    LIMIT_REACHED,
    QUEUE_FULL,
    NOT_OPEN,
    RATE_LIMITED,
    /** The admission token is missing, forged, expired or used up. */
    BAD_TOKEN,
    /** 401 or 403: the bearer token is none. */
    UNAUTHORIZED,
    /** Any other 4xx. */
    REFUSED,
    /** 5xx: a repeat may or may not find a ticket. */
    FAILED,
    /** The connection broke, or nothing came in time. */
    NO_ANSWER;

    static Outcome of(Reply reply) {
        return switch (reply) {
            case Reply.None none -> NO_ANSWER;
            case Reply.Answer answer -> of(answer);
        };
    }

    private static Outcome of(Reply.Answer answer) {
        return switch (answer.status()) {
            case 202 -> TICKET;
            case 401, 403 -> {
                var named = byType(answer);
                yield named == REFUSED ? UNAUTHORIZED : named;
            }
            default -> answer.status() >= 500 ? FAILED : byType(answer);
        };
    }

    /** The problem's type ends in the outcome's name. */
    private static Outcome byType(Reply.Answer answer) {
        String problem = answer.text();
        for (var outcome : new Outcome[] {SOLD_OUT, LIMIT_REACHED, QUEUE_FULL, NOT_OPEN, RATE_LIMITED, BAD_TOKEN}) {
            if (problem.contains("/" + outcome + "\"")) {
                return outcome;
            }
        }
        return REFUSED;
    }

    /** Whether a ticket may exist that no answer names. */
    boolean inDoubt() {
        return this == FAILED || this == NO_ANSWER;
    }

    /** As in a problem's type: {@code sold-out}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
