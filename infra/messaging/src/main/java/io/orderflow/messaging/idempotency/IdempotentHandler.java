package io.orderflow.messaging.idempotency;

import io.orderflow.messaging.consume.Attempt;
import io.orderflow.messaging.consume.BatchHandler;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.consume.PoisonMessageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets through to {@code next} those deliveries whose event was not applied before and is not being applied now. Claims are asked
 * for, marked as done and released for all of them together.
 *
 * <p>While the gate is unavailable, everything passes: the effect's unique key in the database stops duplicates. An event that
 * comes twice in one batch passes once.
 */
public final class IdempotentHandler implements BatchHandler {

    private static final Logger LOG = LoggerFactory.getLogger(IdempotentHandler.class);

    /** Delay of a repeat whose original, in the same batch, was not applied. */
    private static final Duration REPEAT_LATER = Duration.ofSeconds(1);

    private final ProcessedEvents processed;
    private final Duration lease;
    private final Duration memory;
    private final BatchHandler next;

    /** What a claim is for. */
    private record Event(String consumer, String key) {
        static Event of(Delivery delivery) {
            return new Event(delivery.consumer(), delivery.key());
        }
    }

    /**
     * @param lease longer than any batch takes
     * @param memory how long a processed key is remembered; duplicates that come later are left to the database
     */
    public IdempotentHandler(ProcessedEvents processed, Duration lease, Duration memory, BatchHandler next) {
        this.processed = processed;
        this.lease = lease;
        this.memory = memory;
        this.next = next;
    }

    @Override
    public List<Attempt> handle(List<Delivery> deliveries) {
        Map<Event, Delivery> originals = new LinkedHashMap<>();
        for (Delivery delivery : deliveries) {
            if (!delivery.key().isBlank()) {
                originals.putIfAbsent(Event.of(delivery), delivery);
            }
        }
        var attempts = handle(originals);
        return deliveries.stream()
                .map(delivery -> {
                    var attempt = attempts.get(Event.of(delivery));
                    if (attempt == null) {
                        // All messages without a key would count as one.
                        return new Attempt.Failed(
                                new PoisonMessageException("The message has no key to recognise a duplicate by"));
                    }
                    return originals.get(Event.of(delivery)) == delivery ? attempt : ofRepeat(attempt);
                })
                .toList();
    }

    private static Attempt ofRepeat(Attempt original) {
        return new Attempt.Answered(
                original instanceof Attempt.Answered(Handled.Outcome applied)
                        ? Handled.Outcome.ALREADY_CLAIMED
                        : new Handled.Later(REPEAT_LATER));
    }

    private Map<Event, Attempt> handle(Map<Event, Delivery> originals) {
        var claims = claim(keys(originals.keySet()));
        Map<Event, Attempt> attempts = new HashMap<>();
        List<Delivery> open = new ArrayList<>();
        originals.forEach((event, delivery) -> {
            switch (claims.get(event)) {
                case Claim.AlreadyDone done ->
                    attempts.put(event, new Attempt.Answered(Handled.Outcome.ALREADY_CLAIMED));
                case Claim.HeldByAnother held ->
                    attempts.put(event, new Attempt.Answered(new Handled.Later(held.remaining())));
                case Claim.Granted granted -> open.add(delivery);
                case null -> open.add(delivery);
            }
        });
        if (!open.isEmpty()) {
            handle(open, claims, attempts);
        }
        return attempts;
    }

    private void handle(List<Delivery> open, Map<Event, Claim> claims, Map<Event, Attempt> attempts) {
        List<Attempt> came;
        try {
            came = next.handle(open);
        } catch (Throwable failure) {
            release(open.stream().map(Event::of).toList(), claims);
            throw failure;
        }
        List<Event> applied = new ArrayList<>();
        List<Event> failed = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            var event = Event.of(open.get(i));
            attempts.put(event, came.get(i));
            (came.get(i) instanceof Attempt.Answered(Handled.Outcome outcome) ? applied : failed).add(event);
        }
        remember(applied);
        release(failed, claims);
    }

    /** @return no entry for events that could not be asked for */
    private Map<Event, Claim> claim(Map<String, List<String>> keys) {
        Map<Event, Claim> claims = new HashMap<>();
        keys.forEach((consumer, its) -> {
            try {
                var answers = processed.claim(consumer, its, lease);
                for (int i = 0; i < its.size(); i++) {
                    claims.put(new Event(consumer, its.get(i)), answers.get(i));
                }
            } catch (RuntimeException away) {
                LOG.warn(
                        "No claims for {} events of {}: {}; the database alone decides",
                        its.size(),
                        consumer,
                        away.toString());
            }
        });
        return claims;
    }

    /**
     * Includes events whose claim got no answer: it may have been granted, and would make duplicates wait until the end of its
     * lease.
     */
    private void remember(List<Event> applied) {
        keys(applied).forEach((consumer, its) -> {
            try {
                processed.done(consumer, its, memory);
            } catch (RuntimeException away) {
                LOG.warn(
                        "{} events of {} are applied but not remembered: {}; duplicates will be stopped by the database",
                        its.size(),
                        consumer,
                        away.toString());
            }
        });
    }

    private static Map<String, List<String>> keys(Collection<Event> events) {
        return events.stream()
                .collect(Collectors.groupingBy(Event::consumer, Collectors.mapping(Event::key, Collectors.toList())));
    }

    private void release(List<Event> failed, Map<Event, Claim> claims) {
        var granted = failed.stream()
                .map(claims::get)
                .filter(Claim.Granted.class::isInstance)
                .map(Claim.Granted.class::cast)
                .toList();
        if (granted.isEmpty()) {
            return;
        }
        try {
            processed.release(granted);
        } catch (RuntimeException away) {
            LOG.warn(
                    "{} claims of {} are not released: {}; they expire by themselves",
                    granted.size(),
                    granted.getFirst().consumer(),
                    away.toString());
        }
    }
}
