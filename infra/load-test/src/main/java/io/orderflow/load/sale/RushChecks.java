package io.orderflow.load.sale;

import io.orderflow.invariants.Check;
import io.orderflow.invariants.Offenders;
import io.orderflow.invariants.Rule;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/** Checks of the answers themselves, and of what the gateway reported of its sale meanwhile. */
public final class RushChecks {

    private RushChecks() {}

    public static List<Check> of(RushLog log, List<SaleWatch.Sample> samples) {
        return List.of(
                new SameTicket(log), new NoRefusedRepeat(log), new NothingForForgers(log), new QueueInBounds(samples));
    }

    private record SameTicket(RushLog log) implements Check {

        @Override
        public Rule rule() {
            return Rule.quiet(
                    7, "one-ticket-per-key", Rule.Names.SENTENCES, "requests with one idempotency key have one ticket");
        }

        @Override
        public Offenders look(Connection auditor) {
            var first = new HashMap<String, UUID>();
            var others = Offenders.collect();
            for (var attempt : log.attempts()) {
                var ticket = attempt.ticket();
                if (ticket != null && !ticket.equals(first.computeIfAbsent(attempt.key(), unseen -> ticket))) {
                    others.add(attempt.key() + " → " + ticket);
                }
            }
            return others.found();
        }
    }

    /** Of requests that were under way at the same time, the one that comes too late may have been there first. */
    private record NoRefusedRepeat(RushLog log) implements Check {

        @Override
        public Rule rule() {
            return Rule.quiet(
                    7,
                    "repeat-not-refused",
                    Rule.Names.SENTENCES,
                    "a repeat of a request that has a ticket is not refused as sold out, above the limit or too much");
        }

        @Override
        public Offenders look(Connection auditor) {
            var refused = Offenders.collect();
            for (var attempt : log.attempts()) {
                if (attempt.known() != null && isRefusal(attempt.outcome())) {
                    refused.add(attempt.known() + " → " + attempt.outcome());
                }
            }
            return refused.found();
        }

        private static boolean isRefusal(Outcome outcome) {
            return switch (outcome) {
                case SOLD_OUT, LIMIT_REACHED, QUEUE_FULL -> true;
                case TICKET, NOT_OPEN, RATE_LIMITED, BAD_TOKEN, UNAUTHORIZED, REFUSED, FAILED, NO_ANSWER -> false;
            };
        }
    }

    private record NothingForForgers(RushLog log) implements Check {

        @Override
        public Rule rule() {
            return Rule.quiet(
                    14,
                    "no-forged-ticket",
                    Rule.Names.SENTENCES,
                    "no request without a valid token was given a ticket");
        }

        @Override
        public Offenders look(Connection auditor) {
            var admitted = Offenders.collect();
            for (var attempt : log.attempts()) {
                if (attempt.kind() == Attempt.Kind.FORGED && attempt.outcome() == Outcome.TICKET) {
                    admitted.add(attempt.key() + " → " + attempt.ticket());
                }
            }
            return admitted.found();
        }
    }

    private record QueueInBounds(List<SaleWatch.Sample> samples) implements Check {

        @Override
        public Rule rule() {
            return Rule.quiet(14, "queue-in-bounds", Rule.Names.SENTENCES, "the queue never was above its bound");
        }

        @Override
        public Offenders look(Connection auditor) {
            if (samples.isEmpty()) {
                throw new IllegalStateException("The gateway never answered");
            }
            var above = Offenders.collect();
            for (var sample : samples) {
                var view = sample.view();
                if (view.waiting() < 0 || view.queueBound() < 0) {
                    throw new IllegalStateException("The gateway does not tell waiting and queueBound");
                }
                long most = Math.max(view.waiting(), view.peak());
                if (most > view.queueBound()) {
                    above.add("%d of %d at %.1f s".formatted(most, view.queueBound(), sample.at()));
                }
            }
            return above.found();
        }
    }
}
